import { Search } from 'lucide-react';
import type { InputHTMLAttributes, Ref } from 'react';
import { classes } from './class_names';
import styles from './search_box.module.css';

interface SearchBoxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  ref?: Ref<HTMLInputElement>;
}

/** A field to search in. `className` says how wide it is among its neighbours. */
export function SearchBox({ className, ref, ...input }: SearchBoxProps) {
  return (
    <span className={classes(styles.search, className)}>
      <Search size={16} strokeWidth={1.75} aria-hidden="true" />
      <input ref={ref} type="search" {...input} />
    </span>
  );
}
