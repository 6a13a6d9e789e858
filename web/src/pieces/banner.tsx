import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classes } from './class_names';

const icons = { note: Info, ok: CircleCheck, warn: TriangleAlert, err: OctagonAlert };

/** A sentence above what it is about; at most one for each page. */
export function Banner({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === 'err' ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
