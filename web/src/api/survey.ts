'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from './client';
import type { Problem } from './problem';

// What the server finds in the files of a data set before anything is trained.

export type Role = 'text' | 'time' | 'label' | 'id' | 'split' | 'group' | 'unused';

export interface Finding {
  name: string;
  value: string;
  reason: string;
}

export interface FoundColumn {
  name: string;
  sample: string[];
  filled: number;
  distinct: number;
  guess: { role: Role; confidence: number; reason: string };
  role: Role;
  confidence: number;
  reason: string;
}

export interface FoundTime {
  column: string;
  format: string;
  first: string | null;
  last: string | null;
}

export interface ColumnsReport {
  rows_read: number;
  reading: Finding[];
  columns: FoundColumn[];
  time: FoundTime | null;
  problems: { field: string | null; message: string }[];
}

export interface Lengths {
  least: number;
  median: number;
  mean: number;
  most: number;
  bins: { from: number; to: number; documents: number }[];
}

export interface ValueCounts {
  column: string;
  distinct: number;
  values: { value: string; documents: number }[];
  others: number;
}

export interface Profile {
  rows: { total: number; used: number; dropped: number };
  dropped: { reason: string; rows: number }[];
  documents: number;
  characters: Lengths | null;
  words: Lengths | null;
  groups: ValueCounts[];
  label: ValueCounts | null;
  time: {
    first: string;
    last: string;
    dated: number;
    undated: number;
    slices: { label: string; documents: number }[];
  } | null;
  languages: Record<string, number>;
  reading: Finding[];
  duplicates: { handling: string; exact: number; near: number } | null;
  hash: string;
  top_words: { word: string; count: number; documents: number }[];
  vocabulary: {
    size: number;
    words: number;
    tokens: number;
    limits: { largest_size: number; least_documents: number; greatest_share: number } | null;
  };
  documents_of_words?: [number, number][];
}

export interface Token {
  text: string;
  fate: string;
  reason: string;
  documents?: number;
}

export interface CutText {
  row: number | null;
  language: string;
  tokens: Token[];
}

export interface Reject {
  file: string;
  row: number;
  reason: string;
}

export interface PreviewRow {
  row: number;
  id: string | null;
  time: string | null;
  text: string;
  cut: boolean;
}

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
export async function askUntilReady<Body>(path: string, signal: AbortSignal): Promise<Body> {
  for (;;) {
    const { body, response } = await ask<Body>(path, { signal });
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
