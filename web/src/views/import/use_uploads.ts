'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { ask } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import type { Dataset } from '@/api/types';
import { putFile } from '@/api/upload';

export interface Upload {
  file: File;
  state: 'waits' | 'sending' | 'arrived' | 'failed';
  sent: number;
  problem: Problem | null;
}

type Change = { add: File[] } | { file: File; part: Partial<Upload> };

function reduce(uploads: Upload[], change: Change): Upload[] {
  if ('add' in change) {
    const names = new Set(change.add.map((file) => file.name));
    const others = uploads.filter((upload) => !names.has(upload.file.name));
    return [
      ...others,
      ...change.add.map((file): Upload => ({ file, state: 'waits', sent: 0, problem: null })),
    ];
  }
  return uploads.map((upload) => (upload.file === change.file ? { ...upload, ...change.part } : upload));
}

function withoutExtension(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || name;
}

/** Sends files one after the other. The data set is made with the first one and named after it. */
export function useUploads(dataset: string | null, onDataset: (id: string) => void) {
  const client = useQueryClient();
  const [uploads, change] = useReducer(reduce, []);
  const stop = useRef<AbortController | null>(null);
  const known = useRef(dataset);
  useEffect(() => {
    known.current ??= dataset;
  }, [dataset]);

  const send = async (file: File) => {
    stop.current = new AbortController();
    change({ file, part: { state: 'sending', sent: 0, problem: null } });
    try {
      if (known.current === null) {
        const body = { name: withoutExtension(file.name).slice(0, 200) };
        const made = await ask<Dataset>('/api/datasets', { method: 'POST', body });
        known.current = made.body.dataset_id;
        onDataset(known.current);
      }
      const onProgress = ({ sent }: { sent: number }) => change({ file, part: { sent } });
      await putFile(known.current, file, onProgress, stop.current.signal);
      change({ file, part: { state: 'arrived', sent: file.size } });
    } catch (error) {
      change({ file, part: { state: 'failed', problem: asProblem(error) } });
    }
  };
  const sending = useMutation({
    mutationFn: async (files: File[]) => {
      for (const file of files) await send(file);
    },
    scope: { id: 'upload' },
    onSettled: () => client.invalidateQueries(),
  });
  const { mutate } = sending;
  return {
    uploads,
    busy: sending.isPending,
    add: (files: File[]) => {
      change({ add: files });
      mutate(files);
    },
    stop: () => stop.current?.abort(),
  };
}
