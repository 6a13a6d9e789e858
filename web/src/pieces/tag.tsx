import type { ReactNode } from 'react';
import { classes } from './class_names';
import styles from './tag.module.css';

export type Tone = 'plain' | 'ok' | 'warn' | 'err';

/** A small state, always in words; an icon stands beside every tone that has a colour. */
export function Tag({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={classes(styles.tag, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
