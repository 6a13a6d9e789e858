'use client';

import { CircleAlert } from 'lucide-react';
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import { classes } from './class_names';
import styles from './field.module.css';

interface Around {
  label: string;
  help?: ReactNode;
  error?: string | null;
  quietLabel?: boolean; // for screen readers only
}

interface Inside {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  className: string;
}

function Frame({
  label,
  help,
  error,
  quietLabel,
  children,
}: Around & { children: (inside: Inside) => ReactNode }) {
  const id = useId();
  const wrong = error !== undefined && error !== null;
  const noted = wrong || help !== undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={quietLabel === true ? 'hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': noted ? `${id}-note` : undefined,
        'aria-invalid': wrong || undefined,
        className: classes(styles.input, wrong && styles.wrong),
      })}
      {wrong ? (
        <p id={`${id}-note`} className={styles.error}>
          <CircleAlert size={14} strokeWidth={1.75} aria-hidden="true" />
          {error}
        </p>
      ) : (
        help !== undefined && (
          <p id={`${id}-note`} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  );
}

export function TextField({
  label,
  help,
  error,
  quietLabel,
  ...rest
}: Around & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Frame label={label} help={help} error={error ?? null} quietLabel={quietLabel ?? false}>
      {(inside) => <input {...rest} {...inside} />}
    </Frame>
  );
}

export function TextArea({
  label,
  help,
  error,
  quietLabel,
  ...rest
}: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Frame label={label} help={help} error={error ?? null} quietLabel={quietLabel ?? false}>
      {(inside) => <textarea {...rest} {...inside} />}
    </Frame>
  );
}

export function Select({
  label,
  help,
  error,
  quietLabel,
  children,
  ...rest
}: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Frame label={label} help={help} error={error ?? null} quietLabel={quietLabel ?? false}>
      {(inside) => (
        <select {...rest} {...inside} className={classes(inside.className, styles.select)}>
          {children}
        </select>
      )}
    </Frame>
  );
}
