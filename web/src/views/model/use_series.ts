'use client';

import { useMemo } from 'react';
import { useView, type Maybe } from '@/api/view_queries';
import type { Times } from '@/api/views';
import { useWorkspace } from './workspace';

export interface Series {
  span: string; // "1790–2021"
  of: (topic: number) => number[];
}

function year(day: string): string {
  return day.slice(0, 4);
}

/** The topics' shares over time for small lines; null where the model has no times. */
export function useSeries(): Series | null {
  const { model } = useWorkspace();
  const { data } = useView<Maybe<Times>>(model.model_id, 'temporal-analysis');
  return useMemo(() => {
    if (data === undefined || !data.available || data.slices.length < 2) return null;
    const byTopic = new Map(data.topics.map((topic) => [topic.topic_id, topic.share]));
    const first = year(data.slices[0]?.first ?? '');
    const last = year(data.slices.at(-1)?.first ?? '');
    return { span: first === last ? first : `${first}–${last}`, of: (topic) => byTopic.get(topic) ?? [] };
  }, [data]);
}
