'use client';

import { CircleHelp, Settings } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTasks, useVersion } from '@/api/queries';
import { routes, sectionOf } from '@/lib/routes';
import { classes } from '@/pieces/class_names';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import { Logo } from './logo';
import styles from './rail.module.css';
import { sections } from './sections';

/** The number of jobs that run now, beside their entry. */
function RunningJobs() {
  const words = useWords(shellText);
  const { data } = useTasks({ status: 'running', limit: 1 }, 10_000);
  if (!data || data.total === 0) return null;
  return (
    <span className={classes(styles.count, 'num')}>
      <span aria-hidden="true">{data.total}</span>
      <span className="hidden">{words.running(data.total)}</span>
    </span>
  );
}

export function Rail({ onHelp }: { onHelp: () => void }) {
  const words = useWords(shellText);
  const here = sectionOf(usePathname());
  const { data: version } = useVersion();
  return (
    <nav className={styles.rail} aria-label={words.menu}>
      <Link href={routes.home} className={styles.logo}>
        <Logo />
        <span>THETA</span>
      </Link>
      <ul className={styles.list}>
        {sections.map(({ name, href, icon: Icon }) => (
          <li key={name}>
            <Link
              href={href}
              title={words[name]}
              className={classes(styles.entry, href === here && styles.here)}
              aria-current={href === here ? 'page' : undefined}
            >
              <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
              <span className={styles.word}>{words[name]}</span>
              {name === 'jobs' && <RunningJobs />}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Link
          href={routes.settings}
          title={words.settings}
          className={classes(styles.entry, here === routes.settings && styles.here)}
          aria-current={here === routes.settings ? 'page' : undefined}
        >
          <Settings size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.word}>{words.settings}</span>
        </Link>
        <button type="button" className={styles.entry} title={words.help} onClick={onHelp}>
          <CircleHelp size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className={styles.word}>{words.help}</span>
          <kbd className={styles.key}>?</kbd>
        </button>
        {version && <p className={styles.version}>{words.version(version.version)}</p>}
      </div>
    </nav>
  );
}
