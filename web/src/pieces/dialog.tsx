'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string; // a question that names the thing
  text?: ReactNode; // what stays
  children?: ReactNode;
  actions?: ReactNode; // the primary one last
  wide?: boolean;
}

export function Dialog({ open, onClose, title, text, children, actions, wide }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.shade} />
        <Radix.Content
          className={styles.box}
          data-wide={wide === true || undefined}
          {...(text === undefined && { 'aria-describedby': undefined })}
        >
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          {text !== undefined && <Radix.Description className={styles.text}>{text}</Radix.Description>}
          {children}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
