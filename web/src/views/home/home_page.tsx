'use client';

import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { leaveFiles } from '@/lib/picked_files';
import { routes } from '@/lib/routes';
import { DropZone } from '@/pieces/drop_zone';
import { PageTitle } from '@/shell/page_title';
import { homeText } from '@/text/home';
import { useWords } from '@/text/pair';
import styles from './home.module.css';
import { RecentModels } from './recent_models';
import { Samples } from './samples';

export function HomePage() {
  const words = useWords(homeText);
  const router = useRouter();
  const take = useCallback(
    (files: File[]) => {
      leaveFiles(files);
      router.push(routes.importing());
    },
    [router],
  );
  return (
    <div className={styles.home}>
      <PageTitle title={words.title} />
      <h1 className={styles.sentence}>{words.sentence}</h1>
      <p className={styles.more}>{words.more}</p>
      <DropZone onFiles={take} />
      <p className={styles.stays}>
        <Lock size={14} strokeWidth={1.75} aria-hidden="true" />
        {words.stays}
      </p>
      <RecentModels />
      <Samples />
      <ol className={styles.steps}>
        {words.steps.map(([name, text], index) => (
          <li key={name}>
            <span className={styles.dot}>{index + 1}</span>
            <span>
              <b>{name}</b>
              <span className={styles.stepText}>{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
