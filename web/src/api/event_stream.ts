import { get } from './client';
import type { Task } from './types';

/** What a running job tells, line by line, as `theta train --json` prints it. */
export type JobLine =
  | {
      event: 'progress';
      stage: string;
      done: number;
      total: number;
      unit: string;
      detail: string;
      seconds: number;
    }
  | {
      event: 'epoch';
      epoch: number;
      loss?: number;
      log_likelihood?: number;
      npmi?: number;
      validation_perplexity?: number;
    }
  | { event: 'topics'; epoch: number; topics: LiveTopic[] }
  | { event: 'message'; text: string }
  | { event: 'status'; step: string; fraction: number; message: string; eta_seconds?: number }
  | { event: 'error'; kind: string; message: string };

export interface LiveTopic {
  topic_id: number;
  words: string[];
}

export interface JobListeners {
  onLine(line: JobLine): void;
  onTask(task: Task): void;
  onEnd(task: Task): void;
  /** The connection broke (false) or is there (true). The browser connects again by itself and asks for what is missing. */
  onConnected(connected: boolean): void;
}

/** Follows a task from its first line on; returns what ends that. */
export function followTask(id: string, listeners: JobListeners): () => void {
  const source = new EventSource(`/api/tasks/${id}/events`);
  const read = <Body>(event: Event): Body => JSON.parse((event as MessageEvent<string>).data) as Body;
  source.addEventListener('open', () => listeners.onConnected(true));
  source.addEventListener('error', () => {
    // A server that is away is asked again by the browser. One that refuses is not: it is asked why, which leads to the
    // sign-in page when the session has ended.
    if (source.readyState === EventSource.CLOSED) void get(`/api/tasks/${id}`).catch(() => undefined);
    else listeners.onConnected(false);
  });
  source.addEventListener('progress', (event) => listeners.onLine(read<JobLine>(event)));
  source.addEventListener('status', (event) => listeners.onTask(read<Task>(event)));
  source.addEventListener('end', (event) => {
    source.close();
    listeners.onEnd(read<Task>(event));
  });
  return () => source.close();
}
