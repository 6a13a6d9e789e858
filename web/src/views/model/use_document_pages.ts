'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get, withQuery } from '@/api/client';
import type { Problem } from '@/api/problem';
import type { Documents } from '@/api/views';
import { documentQuery, type Filters } from './document_filters';

const pageSize = 60;

/** The documents that the filters let through, page by page as the list is scrolled. */
export function useDocumentPages(model: string, filters: Filters) {
  const path = withQuery(`/api/models/${model}/documents`, documentQuery(filters));
  const query = useInfiniteQuery<Documents, Problem>({
    queryKey: [path],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      get<Documents>(
        withQuery(`/api/models/${model}/documents`, {
          ...documentQuery(filters),
          limit: pageSize,
          offset: pageParam as number,
        }),
        signal,
      ),
    getNextPageParam: (last) => {
      const next = last.offset + last.items.length;
      return last.items.length > 0 && next < last.total ? next : undefined;
    },
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const first = data?.pages[0];
  return { query, items, total: first?.total ?? 0, hasTexts: first?.has_texts ?? true };
}
