import type { Task } from '@/api/types';
import type { jobsText } from '@/text/jobs';

type Words = (typeof jobsText)['en'];

function topicsOf(task: Task): number | null {
  const asked = (task.request as { num_topics?: unknown }).num_topics;
  if (typeof asked === 'number') return asked;
  const made = (task.metrics as { num_topics?: unknown } | null)?.num_topics;
  return typeof made === 'number' ? made : null;
}

/** "20 newsgroups, K = 20", or what the job does where its data set is not known. */
export function jobName(task: Task, dataset: string | undefined, words: Words): string {
  const topics = topicsOf(task);
  const first = dataset ?? words.types[task.type] ?? task.type;
  return topics === null ? first : `${first}, ${words.topics(topics)}`;
}

export function secondsOf(task: Task): number | null {
  if (task.started_at === null) return null;
  const end = task.finished_at === null ? Date.now() : Date.parse(task.finished_at);
  return Math.max(0, (end - Date.parse(task.started_at)) / 1000);
}
