'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, get, withQuery } from './client';
import type { Problem } from './problem';
import type {
  Dataset,
  DatasetFile,
  List,
  LogLine,
  Model,
  Sample,
  Task,
  TaskResults,
  Topics,
  Version,
  WholeModel,
} from './types';
import type { Comparison } from './views';

type Query<Body> = UseQueryResult<Body, Problem>;

/** A part of a list; null asks nothing. */
export function useResource<Body>(path: string | null, refetchInterval?: number): Query<Body> {
  return useQuery<Body, Problem>({
    queryKey: [path],
    queryFn: ({ signal }) => get<Body>(path ?? '', signal),
    enabled: path !== null,
    ...(refetchInterval !== undefined && { refetchInterval }),
  });
}

export function useDatasets(query: { limit?: number; offset?: number } = {}) {
  return useResource<List<Dataset>>(withQuery('/api/datasets', query));
}

export interface Tagged<Body> {
  body: Body;
  etag: string | null;
}

/** A data set with its ETag, which a change of it names. */
export function useDataset(id: string | null): Query<Tagged<Dataset>> {
  const path = id === null ? null : `/api/datasets/${id}`;
  return useQuery<Tagged<Dataset>, Problem>({
    queryKey: [path],
    queryFn: ({ signal }) => ask<Dataset>(path ?? '', { signal }),
    enabled: path !== null,
  });
}

export function useFiles(dataset: string | null) {
  return useResource<List<DatasetFile>>(
    dataset === null ? null : `/api/datasets/${dataset}/files?limit=1000`,
  );
}

export function useTasks(
  query: { limit?: number; offset?: number; dataset_id?: string; status?: string } = {},
  every?: number,
) {
  return useResource<List<Task>>(withQuery('/api/tasks', query), every);
}

export function useTask(id: string | null) {
  return useResource<Task>(id === null ? null : `/api/tasks/${id}`);
}

export function useTaskResults(id: string | null) {
  return useResource<TaskResults>(id === null ? null : `/api/tasks/${id}/results`);
}

export function useTaskLog(id: string | null) {
  return useResource<{ items: LogLine[]; next: number }>(
    id === null ? null : `/api/tasks/${id}/logs?limit=1000`,
  );
}

export function useModels(query: { limit?: number; offset?: number; dataset_id?: string } = {}) {
  return useResource<List<Model>>(withQuery('/api/models', query));
}

export function useModel(id: string | null) {
  return useResource<WholeModel>(id === null ? null : `/api/models/${id}`);
}

export function useTopics(model: string | null, topK: number) {
  return useResource<Topics>(model === null ? null : `/api/models/${model}/topics?top_k=${topK}`);
}

/** Two to four models side by side. */
export function useComparison(models: string[]) {
  return useResource<Comparison>(
    models.length < 2 ? null : withQuery('/api/models/compare', { ids: models.join(',') }),
  );
}

export function useVersion() {
  return useResource<Version>('/api/version');
}

export function useSamples() {
  return useResource<{ items: Sample[] }>('/api/samples');
}
