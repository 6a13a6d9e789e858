'use client';

import { CircleHelp } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { Suspense, type ReactNode } from 'react';
import { withQuery } from '@/api/client';
import { useVersion } from '@/api/queries';
import { routes } from '@/lib/routes';
import { ButtonLink, IconButton } from '@/pieces/button';
import { shellText } from '@/text/shell';
import { sharedText } from '@/text/shared';
import { useWords } from '@/text/pair';
import styles from './guest_shell.module.css';
import { Logo } from './logo';
import { OfflineBanner } from './offline_banner';
import { useTitlePlace } from './page_title';
import shell from './shell.module.css';
import bar from './top_bar.module.css';
import { LanguageSwitch, ThemeSwitch } from './top_bar';

/** From a link to the app itself: to the same model after signing in, or home on a server of one user. */
export function GuestsWayIn() {
  const words = useWords(sharedText);
  const id = useSearchParams().get('id');
  const { data } = useVersion();
  if (data === undefined) return null;
  if (!data.accounts) return <ButtonLink href={routes.home}>{words.openTheta}</ButtonLink>;
  const next = id === null ? routes.home : routes.model(id);
  return <ButtonLink href={withQuery(routes.signIn, { next })}>{words.signIn}</ButtonLink>;
}

/** Around a model that was opened by a link: nothing that leads where its reader may not go. */
export function GuestShell({ onHelp, children }: { onHelp: () => void; children: ReactNode }) {
  const words = useWords(shellText);
  const place = useTitlePlace();
  return (
    <div className={`${shell.page} ${styles.page}`}>
      <a href="#content" className={shell.skip}>
        {words.skip}
      </a>
      <header className={bar.bar}>
        <span className={styles.logo}>
          <Logo />
          <span>THETA</span>
        </span>
        <div ref={place} className={bar.title} />
        <IconButton label={words.help} className={styles.help} onClick={onHelp}>
          <CircleHelp size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <LanguageSwitch />
        <ThemeSwitch />
        <span className={styles.wayIn}>
          <Suspense>
            <GuestsWayIn />
          </Suspense>
        </span>
      </header>
      <OfflineBanner />
      <main id="content" className={shell.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
