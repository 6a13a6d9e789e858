'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';
import { followTask, type JobLine } from '@/api/event_stream';
import { noteReachable } from '@/api/reachable';
import type { Task } from '@/api/types';
import { emptyView, withLine, type JobView } from './job_view';

function take(view: JobView, lines: JobLine[] | null): JobView {
  return lines === null ? emptyView : lines.reduce(withLine, view);
}

/** Follows a job from its first line on. `run` starts over: after a retry the stream has to be opened again. */
export function useJob(id: string | null, run: number): { view: JobView; task: Task | null } {
  const client = useQueryClient();
  const [view, add] = useReducer(take, emptyView);
  const [task, setTask] = useState<Task | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    // A job that is opened late tells thousands of lines at once: they are drawn together.
    let waiting: JobLine[] = [];
    let frame = 0;
    const flush = () => {
      frame = 0;
      add(waiting);
      waiting = [];
    };
    add(null);
    const stop = followTask(id, {
      onLine: (line) => {
        waiting.push(line);
        if (frame === 0) frame = requestAnimationFrame(flush);
      },
      onTask: setTask,
      onEnd: (ended) => {
        setTask(ended);
        void client.invalidateQueries();
      },
      onConnected: noteReachable,
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [id, run, client]);
  return { view, task };
}
