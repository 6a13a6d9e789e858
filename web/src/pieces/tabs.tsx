import Link from 'next/link';
import { classes } from './class_names';
import styles from './tabs.module.css';

export interface Tab {
  name: string;
  href: string;
}

/** Views of one thing, each with its own address. */
export function Tabs({ tabs, current, label }: { tabs: Tab[]; current: string; label: string }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          prefetch={false} // tabs are one page: there is nothing to fetch ahead, and ten fetches would hold up its data
          className={classes(styles.tab, tab.name === current && styles.chosen)}
          aria-current={tab.name === current ? 'page' : undefined}
        >
          {tab.name}
        </Link>
      ))}
    </nav>
  );
}
