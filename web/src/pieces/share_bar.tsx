import { classes } from './class_names';
import styles from './share_bar.module.css';

interface ShareBarProps {
  /** From 0 to 1. */
  share: number;
  /** Grey unless given. */
  color?: string;
  /** Says how high it is, and where. */
  className?: string;
}

/** A share of a whole as a bar on a track. The number stands beside it. */
export function ShareBar({ share, color, className }: ShareBarProps) {
  return (
    <span className={classes(styles.track, className)}>
      <span style={{ width: `${100 * share}%`, background: color }} />
    </span>
  );
}
