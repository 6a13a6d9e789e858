'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, setCsrfToken } from './client';
import type { components } from './contract';
import { Problem } from './problem';

type Me = components['schemas']['Me'];

export type Session =
  { kind: 'waiting' } | { kind: 'single' } | { kind: 'guest' } | { kind: 'person'; me: Me };

async function whoAmI(signal: AbortSignal): Promise<Session> {
  try {
    const me = await get<Me>('/api/auth/me', signal);
    return me.accounts ? { kind: 'person', me } : { kind: 'single' };
  } catch (error) {
    // A server that knows no accounts has nothing at this address.
    if (error instanceof Problem && error.status === 404) return { kind: 'single' };
    if (error instanceof Problem && error.status === 401) return { kind: 'guest' };
    throw error;
  }
}

export function useSession(): Session {
  const { data } = useQuery<Session, Problem>({
    queryKey: ['session'],
    queryFn: ({ signal }) => whoAmI(signal),
    staleTime: 60_000,
  });
  const token = data?.kind === 'person' ? data.me.csrf_token : null;
  useEffect(() => setCsrfToken(token), [token]);
  return data ?? { kind: 'waiting' };
}
