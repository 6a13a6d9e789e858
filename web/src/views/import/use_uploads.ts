'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { ask } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import type { Dataset } from '@/api/types';
import { putFile, removeUpload } from '@/api/upload';

export interface Upload {
  file: File;
  state: 'waits' | 'sending' | 'broken' | 'paused' | 'arrived' | 'failed'; // broken: goes on by itself
  sent: number;
  problem: Problem | null;
}

type Change = { add: File[] } | { remove: File } | { file: File; part: Partial<Upload> };

function reduce(uploads: Upload[], change: Change): Upload[] {
  if ('add' in change) {
    const names = new Set(change.add.map((file) => file.name));
    const others = uploads.filter((upload) => !names.has(upload.file.name));
    return [
      ...others,
      ...change.add.map((file): Upload => ({ file, state: 'waits', sent: 0, problem: null })),
    ];
  }
  if ('remove' in change) return uploads.filter((upload) => upload.file !== change.remove);
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
  const paused = useRef(new Set<File>());
  const known = useRef(dataset);
  useEffect(() => {
    known.current ??= dataset;
  }, [dataset]);

  const send = async (file: File) => {
    if (paused.current.has(file)) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    change({ file, part: { state: 'sending', problem: null } });
    try {
      if (known.current === null) {
        const body = { name: withoutExtension(file.name).slice(0, 200) };
        const made = await ask<Dataset>('/api/datasets', { method: 'POST', body });
        known.current = made.body.dataset_id;
        onDataset(known.current);
      }
      const listeners = {
        onProgress: (sent: number) => change({ file, part: { sent } }),
        onWaiting: (waiting: boolean) => change({ file, part: { state: waiting ? 'broken' : 'sending' } }),
      };
      await putFile(known.current, file, listeners, signal);
      change({ file, part: { state: 'arrived', sent: file.size } });
    } catch (error) {
      if (signal.aborted) change({ file, part: { state: 'paused' } });
      else change({ file, part: { state: 'failed', problem: asProblem(error) } });
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
      for (const file of files) paused.current.delete(file);
      change({ add: files });
      mutate(files);
    },
    /** Keeps what has come; `resume` goes on behind it. */
    pause: (file: File) => {
      paused.current.add(file);
      stop.current?.abort();
    },
    resume: (file: File) => {
      paused.current.delete(file);
      mutate([file]);
    },
    /** Removes what has come. */
    cancel: async (file: File) => {
      paused.current.add(file);
      stop.current?.abort();
      change({ remove: file });
      if (known.current !== null) await removeUpload(known.current, file.name);
      await client.invalidateQueries();
    },
  };
}
