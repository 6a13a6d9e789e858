'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { ask } from '@/api/client';
import { useSession } from '@/api/session';
import { routes } from '@/lib/routes';
import { ButtonLink, IconButton } from '@/pieces/button';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import styles from './account.module.css';

function initials(name: string): string {
  const parts = name
    .trim()
    .split(/[\s@.]+/)
    .filter(Boolean);
  if (/\p{Script=Han}/u.test(name)) return [...name.trim()].slice(0, 1).join('');
  return parts
    .slice(0, 2)
    .map((part) => [...part][0]?.toUpperCase() ?? '')
    .join('');
}

/** Who is signed in, and the way out. Shows nothing on a server of one user. */
export function Account() {
  const words = useWords(shellText);
  const session = useSession();
  const router = useRouter();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => ask<undefined>('/api/auth/logout', { method: 'POST' }),
    onSuccess: () => {
      client.clear();
      router.push(routes.signIn);
    },
  });
  if (session.kind === 'guest') return <ButtonLink href={routes.signIn}>{words.signIn}</ButtonLink>;
  if (session.kind !== 'person') return null;
  const name = session.me.user.name || session.me.user.email;
  return (
    <>
      <span className={styles.mark} title={words.account(name)}>
        <span aria-hidden="true">{initials(name)}</span>
        <span className="hidden">{words.account(name)}</span>
      </span>
      <IconButton label={words.signOut} onClick={() => leave.mutate()} disabled={leave.isPending}>
        <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </>
  );
}
