'use client';

import { useQueryClient } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { get } from '@/api/client';
import { useReachable } from '@/api/reachable';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import styles from './offline_banner.module.css';

/** Says that the server is away, looks for it every three seconds, and loads what was missed once it is back. */
export function OfflineBanner() {
  const words = useWords(shellText);
  const reachable = useReachable();
  const client = useQueryClient();
  useEffect(() => {
    if (reachable) return undefined;
    const look = () => {
      get('/api/version').then(
        () => void client.invalidateQueries(),
        () => undefined,
      );
    };
    const timer = setInterval(look, 3000);
    return () => clearInterval(timer);
  }, [reachable, client]);
  if (reachable) return null;
  return (
    <div className={styles.banner} role="alert">
      <WifiOff size={16} strokeWidth={1.75} aria-hidden="true" />
      <span>{words.offline}</span>
      <button type="button" onClick={() => void client.invalidateQueries()}>
        {words.reconnect}
      </button>
    </div>
  );
}
