'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, type Ask } from './client';
import type { components } from './contract';
import type { Problem } from './problem';

// What the server finds in the files of a data set before anything is trained.

type Schemas = components['schemas'];

export type ColumnsReport = Schemas['DatasetColumns'];
export type FoundColumn = Schemas['DatasetColumn'];
export type Role = FoundColumn['role'];
export type Finding = ColumnsReport['reading'][number];
export type Profile = Schemas['DatasetProfile'];
export type Lengths = NonNullable<Profile['characters']>;
export type ValueCounts = Schemas['ValueCounts'];
export type CutText = Schemas['TokensAnswer']['items'][number];
export type Token = CutText['tokens'][number];
export type PreviewRow = Schemas['PreviewRow'];

const mostSeconds = 5;

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('left', 'AbortError'));
    });
  });
}

/** Asks again until the server has looked through the files: it answers 202 until then, and says when to come back. */
export async function askUntilReady<Body>(
  path: string,
  signal: AbortSignal,
  request: Ask = {},
): Promise<Body> {
  for (;;) {
    const { body, response } = await ask<Body>(path, { ...request, signal });
    if (response.status !== 202) return body;
    const after = Number(response.headers.get('Retry-After') ?? 1);
    await pause(Math.min(Number.isFinite(after) && after > 0 ? after : 1, mostSeconds), signal);
  }
}

/** A part of the survey of a data set; it is made anew when the data set has changed. */
export function useSurvey<Body>(
  dataset: string | null,
  revision: number | undefined,
  part: string,
): UseQueryResult<Body, Problem> {
  const path = `/api/datasets/${dataset ?? ''}/${part}`;
  return useQuery<Body, Problem>({
    queryKey: [path, revision],
    queryFn: ({ signal }) => askUntilReady<Body>(path, signal),
    enabled: dataset !== null && revision !== undefined,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
}
