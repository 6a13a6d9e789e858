'use client';

import dynamic from 'next/dynamic';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useSession } from '@/api/session';
import { useOpenedByLink } from '@/api/share';
import { useKeys, type KeyAction } from '@/lib/keys';
import { routes } from '@/lib/routes';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import { BottomBar } from './bottom_bar';
import { GuestShell } from './guest_shell';
import { OfflineBanner } from './offline_banner';
import { Rail } from './rail';
import styles from './shell.module.css';
import { TopBar } from './top_bar';

// Neither is needed to see a page.
const KeysDialog = dynamic(() => import('./keys_dialog').then((module) => module.KeysDialog), { ssr: false });
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });

type Floating = 'keys' | 'palette' | null;

const secondStroke = 1500; // milliseconds after g

/** Second strokes after g. */
function useGoKeys(): Record<string, KeyAction> {
  const router = useRouter();
  const pressed = useRef(0);
  return useMemo(() => {
    const go = (path: string) => () => {
      if (Date.now() - pressed.current > secondStroke) return false;
      pressed.current = 0;
      router.push(path);
      return true;
    };
    return {
      g: () => {
        pressed.current = Date.now();
        return true;
      },
      h: go(routes.home),
      d: go(routes.data),
      m: go(routes.models),
      c: go(routes.compare),
      a: go(routes.analyze),
      j: go(routes.jobs),
    };
  }, [router]);
}

/** Sends a guest of a server with accounts to the sign-in page, and back afterwards; who has a link needs no account. */
function useGuestsElsewhere(hasLink: boolean) {
  const session = useSession();
  const router = useRouter();
  useEffect(() => {
    if (session.kind !== 'guest' || hasLink || location.pathname.startsWith(routes.signIn)) return;
    const here = `${location.pathname}${location.search}`;
    router.replace(`${routes.signIn}?next=${encodeURIComponent(here)}`);
  }, [session.kind, router, hasLink]);
}

export function Shell({ children }: { children: ReactNode }) {
  const words = useWords(shellText);
  const path = usePathname();
  const [floating, setFloating] = useState<Floating>(null);
  const hasLink = useOpenedByLink();
  const go = useGoKeys();
  const keys = useMemo(() => {
    const show = (what: Floating) => () => {
      setFloating(what);
      return true;
    };
    return hasLink ? { '?': show('keys') } : { ...go, '?': show('keys'), '/': show('palette') };
  }, [go, hasLink]);
  useKeys(keys);
  useGuestsElsewhere(hasLink);
  useEffect(() => {
    if (hasLink) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setFloating('palette');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [hasLink]);
  if (path.startsWith('/signin')) return children;
  const keysDialog = floating === 'keys' && <KeysDialog open onClose={() => setFloating(null)} />;
  if (hasLink)
    return (
      <GuestShell onHelp={() => setFloating('keys')}>
        {children}
        {keysDialog}
      </GuestShell>
    );
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {words.skip}
      </a>
      <Rail onHelp={() => setFloating('keys')} />
      <div className={styles.page}>
        <TopBar onSearch={() => setFloating('palette')} />
        <OfflineBanner />
        <main id="content" className={styles.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar />
      {keysDialog}
      {floating === 'palette' && (
        <Palette onClose={() => setFloating(null)} onKeys={() => setFloating('keys')} />
      )}
    </div>
  );
}
