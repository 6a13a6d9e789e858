'use client';

import type { ReactNode } from 'react';
import { useWords } from '@/text/pair';
import { commonText } from '@/text/common';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmProps {
  open: boolean;
  title: string;
  text: ReactNode;
  verb: string;
  busy?: boolean;
  problem?: ReactNode;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. The safe answer has the focus. */
export function Confirm({ open, title, text, verb, busy = false, problem, onYes, onClose }: ConfirmProps) {
  const words = useWords(commonText);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      text={text}
      actions={
        <>
          <Button kind="quiet" autoFocus onClick={onClose}>
            {words.cancel}
          </Button>
          <Button kind="danger" busy={busy} onClick={onYes}>
            {verb}
          </Button>
        </>
      }
    >
      {problem}
    </Dialog>
  );
}
