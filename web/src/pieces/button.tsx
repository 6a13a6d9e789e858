import Link from 'next/link';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './class_names';
import { Spinner } from './spinner';

type Kind = 'default' | 'primary' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: Kind;
  icon?: ReactNode;
  busy?: boolean;
  large?: boolean;
}

export function Button({
  kind = 'default',
  icon,
  busy = false,
  large,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      {...rest}
      disabled={rest.disabled === true || busy}
      className={classes(styles.button, styles[kind], large && styles.large, className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  kind?: Kind;
  icon?: ReactNode;
  children: ReactNode;
}

export function ButtonLink({ href, kind = 'default', icon, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={classes(styles.button, styles[kind])}>
      {icon}
      {children}
    </Link>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  children: ReactNode;
}

/** A button of an icon alone; its label is its name and its tooltip. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(styles.icon, className)}
    >
      {children}
    </button>
  );
}
