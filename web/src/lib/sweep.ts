import type { TaskResults } from '@/api/types';

// What a sweep found, read from the answer of its task. Pure.

/** A figure of one number of topics: its mean over the seeds, and each of them. */
export interface SweepFigure {
  mean: number;
  values: number[];
}

export const sweepMeasures = ['npmi', 'stability', 'topic_diversity', 'perplexity'] as const;
export type SweepMeasure = (typeof sweepMeasures)[number];

export interface SweepPoint {
  topics: number;
  quality: SweepFigure | null;
  figures: Record<SweepMeasure, SweepFigure | null>;
}

export interface SweepAdvice {
  topics: number; // the number to take
  best: number; // the number of the highest quality
  tolerance: number; // how far below it still counts as equal
  tryFewer: boolean;
  tryMore: boolean;
}

export interface SweepRun {
  topics: number;
  seed: number;
  model: string | null; // none once it is deleted
}

export interface Sweep {
  points: SweepPoint[]; // by rising number of topics
  advice: SweepAdvice;
  runs: SweepRun[];
  seeds: number;
}

interface StoredSweep {
  advice: { num_topics: number; best: number; tolerance: number; try_fewer: boolean; try_more: boolean };
  points: ({ num_topics: number; quality: SweepFigure | null } & Record<SweepMeasure, SweepFigure | null>)[];
  models: { num_topics: number; seed: number }[];
}

function isSweep(value: unknown): value is StoredSweep {
  const stored = value as Partial<StoredSweep> | null;
  return Array.isArray(stored?.points) && stored.points.length > 0 && stored.advice !== undefined;
}

/** The sweep of a task's results; null when they are of another kind. */
export function readSweep({ results, models }: Pick<TaskResults, 'results' | 'models'>): Sweep | null {
  if (!isSweep(results)) return null;
  const { advice, points } = results;
  const runs = results.models.map(({ num_topics, seed }) => ({
    topics: num_topics,
    seed,
    model: models.find((one) => one.num_topics === num_topics && one.seed === seed)?.model_id ?? null,
  }));
  return {
    points: points.map(({ num_topics, quality, npmi, stability, topic_diversity, perplexity }) => ({
      topics: num_topics,
      quality,
      figures: { npmi, stability, topic_diversity, perplexity },
    })),
    advice: {
      topics: advice.num_topics,
      best: advice.best,
      tolerance: advice.tolerance,
      tryFewer: advice.try_fewer,
      tryMore: advice.try_more,
    },
    runs,
    seeds: new Set(runs.map((run) => run.seed)).size,
  };
}

/** The measures that every number of topics has. */
export function measuresOf({ points }: Sweep): SweepMeasure[] {
  return sweepMeasures.filter((measure) => points.every((point) => point.figures[measure] !== null));
}

/** The numbers of topics around the best one whose quality counts as equal to its own. */
export function equalRange({ points, advice }: Sweep): [number, number] {
  const best = points.findIndex((point) => point.topics === advice.best);
  const enough = (points[best]?.quality?.mean ?? 0) - advice.tolerance;
  const fine = (at: number) => (points[at]?.quality?.mean ?? -Infinity) >= enough;
  let first = best;
  let last = best;
  while (fine(first - 1)) first -= 1;
  while (fine(last + 1)) last += 1;
  return [points[first]?.topics ?? advice.best, points[last]?.topics ?? advice.best];
}

/** The kept model of a number of topics, of the first of the seeds. */
export function modelOf({ runs }: Sweep, topics: number): string | null {
  return runs.find((run) => run.topics === topics && run.model !== null)?.model ?? null;
}

/** The advised number and its neighbour, the larger where there is one: what is compared at first. */
export function usualPair({ points, advice }: Sweep): number[] {
  const at = points.findIndex((point) => point.topics === advice.topics);
  const next = points[at + 1] ?? points[at - 1];
  const numbers = next === undefined ? [advice.topics] : [advice.topics, next.topics];
  return numbers.sort((a, b) => a - b);
}
