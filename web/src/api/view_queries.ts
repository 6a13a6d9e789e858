'use client';

import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, withQuery } from './client';
import type { Problem } from './problem';
import type * as Views from './views';

/** One view of a model; null asks nothing. The last answer stays while the next one comes. */
export function useView<Body>(
  model: string | null,
  view: string,
  query: Record<string, string | number | undefined> = {},
): UseQueryResult<Body, Problem> {
  const path = model === null ? null : withQuery(`/api/models/${model}/${view}`, query);
  return useQuery<Body, Problem>({
    queryKey: [path],
    queryFn: ({ signal }) => get<Body>(path ?? '', signal),
    enabled: path !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** What every view of a model has to ask again after an edit. */
export function useRefreshModel(model: string) {
  const client = useQueryClient();
  return useCallback(
    () =>
      client.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && path.startsWith(`/api/models/${model}`),
      }),
    [client, model],
  );
}

export type Maybe<Body> = Body | Views.Unavailable;
