'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, setCsrfToken } from './client';
import { Problem } from './problem';

/** Who is asking. A server of one user has no accounts and answers 404; then there is nobody to show. */
export interface Person {
  name?: string;
  email?: string;
  csrf_token?: string;
}

export type Session =
  { kind: 'waiting' } | { kind: 'single' } | { kind: 'guest' } | { kind: 'person'; person: Person };

async function whoAmI(signal: AbortSignal): Promise<Session> {
  try {
    return { kind: 'person', person: await get<Person>('/api/auth/me', signal) };
  } catch (error) {
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
  const token = data?.kind === 'person' ? (data.person.csrf_token ?? null) : null;
  useEffect(() => setCsrfToken(token), [token]);
  return data ?? { kind: 'waiting' };
}
