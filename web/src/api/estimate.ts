'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { components } from './contract';
import type { Problem } from './problem';
import { askUntilReady } from './survey';
import type { NewTask } from './types';

export type Estimate = components['schemas']['TaskEstimate'];

const settled = 400; // ms: a slider on its way asks for nothing

/** What a task would take. Asks anew when the request has stood still, and when the data set has changed. */
export function useEstimate(
  task: NewTask | null,
  revision: number | undefined,
): UseQueryResult<Estimate, Problem> {
  const wanted = JSON.stringify(task);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), settled);
    return () => clearTimeout(timer);
  }, [wanted]);
  return useQuery<Estimate, Problem>({
    queryKey: ['/api/tasks/estimate', asked, revision],
    queryFn: ({ signal }) =>
      askUntilReady<Estimate>('/api/tasks/estimate', signal, {
        method: 'POST',
        body: JSON.parse(asked) as NewTask,
      }),
    enabled: task !== null && asked !== 'null' && revision !== undefined,
    staleTime: 60_000, // trainings that end in between make it better
    placeholderData: (before) => before,
    retry: false,
  });
}
