'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useDataset, type Tagged } from '@/api/queries';
import type { Dataset } from '@/api/types';
import type { Columns } from './column_choice';

/** How a data set is read, and a way to change that. Each change is saved at once and names what it started from. */
export function useColumns(id: string) {
  const client = useQueryClient();
  const query = useDataset(id);
  const key = [`/api/datasets/${id}`];
  const mutation = useMutation<Tagged<Dataset>, Problem, Columns>({
    mutationFn: (columns) => {
      const known = client.getQueryData<Tagged<Dataset>>(key);
      return ask<Dataset>(`/api/datasets/${id}`, {
        method: 'PATCH',
        body: { columns },
        ...(known?.etag && { headers: { 'If-Match': known.etag } }),
      });
    },
    scope: { id: `columns ${id}` }, // one after the other, each with the tag that the one before gave
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: (problem) => {
      if (problem.status === 409 || problem.status === 412) void client.invalidateQueries({ queryKey: key });
    },
  });
  const dataset = query.data?.body;
  const saved = (dataset?.columns ?? {}) as Columns;
  return {
    query,
    dataset,
    columns: mutation.isPending ? mutation.variables : saved,
    change: mutation.mutate,
    saving: mutation.isPending,
    problem: mutation.error,
  };
}
