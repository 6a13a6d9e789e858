'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { sectionOf } from '@/lib/routes';
import { classes } from '@/pieces/class_names';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import styles from './bottom_bar.module.css';
import { thumbSections } from './sections';

/** The five places, at the thumb's reach on a phone. */
export function BottomBar() {
  const words = useWords(shellText);
  const here = sectionOf(usePathname());
  return (
    <nav className={styles.bar} aria-label={words.menu}>
      {thumbSections.map(({ name, href, icon: Icon }) => (
        <Link
          key={name}
          href={href}
          className={classes(styles.entry, href === here && styles.here)}
          aria-current={href === here ? 'page' : undefined}
        >
          <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
          {words[name]}
        </Link>
      ))}
    </nav>
  );
}
