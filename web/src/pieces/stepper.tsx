import { Check } from 'lucide-react';
import Link from 'next/link';
import { classes } from './class_names';
import styles from './stepper.module.css';

export interface Step {
  name: string;
  href: string | null; // null: not to be reached yet
}

/** Numbered steps with words; those behind are ticked and lead back. */
export function Stepper({ steps, current, label }: { steps: Step[]; current: number; label: string }) {
  return (
    <nav aria-label={label}>
      <ol className={styles.steps}>
        {steps.map((step, index) => {
          const done = index < current;
          const inside = (
            <>
              <span className={classes(styles.dot, done && styles.done, index === current && styles.now)}>
                {done ? <Check size={13} strokeWidth={2} aria-hidden="true" /> : index + 1}
              </span>
              <span className={classes(styles.name, index === current && styles.chosen)}>{step.name}</span>
            </>
          );
          return (
            <li key={step.name} className={styles.step} aria-current={index === current ? 'step' : undefined}>
              {step.href !== null && index !== current ? (
                <Link href={step.href} className={styles.link}>
                  {inside}
                </Link>
              ) : (
                <span className={styles.link}>{inside}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
