import { classes } from './class_names';
import styles from './topic.module.css';

/** The smallest sign of a topic: its number, on the colour of its slot (1 to 8), or grey outside focus. */
export function TopicPill({ topic, slot }: { topic: number; slot?: number | undefined }) {
  return <span className={classes(styles.pill, slot !== undefined && styles[`slot${slot}`])}>{topic}</span>;
}

/** Pill and name, outlined. */
export function TopicChip({ topic, slot, name }: { topic: number; slot?: number | undefined; name: string }) {
  return (
    <span className={styles.chip}>
      <TopicPill topic={topic} slot={slot} />
      <span className={styles.name}>{name}</span>
    </span>
  );
}
