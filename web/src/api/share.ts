'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { get } from './client';
import type { components } from './contract';
import { Problem } from './problem';
import { shareTokenIn } from './share_token';

export type SharedModel = components['schemas']['SharedModel'];

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Whether the page was opened by a link to a model: then it is for reading alone. */
export function useOpenedByLink(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => shareTokenIn(location) !== null,
    () => false,
  );
}

const path = '/api/shared';

/**
 * The model of the link that opened the page. A link that is taken back while somebody reads is noticed with the next view
 * that cannot be had, and within half a minute in any case.
 */
export function useSharedModel() {
  const opened = useOpenedByLink();
  const client = useQueryClient();
  useEffect(() => {
    if (!opened) return undefined;
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error' || event.query.queryKey[0] === path)
        return;
      const error: unknown = event.action.error;
      if (error instanceof Problem && error.status === 404)
        void client.invalidateQueries({ queryKey: [path] });
    });
  }, [opened, client]);
  return useQuery<SharedModel, Problem>({
    queryKey: [path],
    queryFn: ({ signal }) => get<SharedModel>(path, signal),
    enabled: opened,
    refetchInterval: (query) => (query.state.error === null ? 30_000 : false),
  });
}
