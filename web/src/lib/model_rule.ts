import type { Profile } from '@/api/survey';

// The rule by which training picks a model where none is asked for; the engine decides, and its reason is in the model.

export type ModelType = 'lda' | 'etm' | 'detm';
export type Reason = 'few_documents' | 'short_documents' | 'time' | 'enough';

const fewDocuments = 500;
const fewWords = 3.5;

export function expectedModel(profile: Profile): { model: ModelType; reason: Reason } {
  if (profile.documents < fewDocuments) return { model: 'lda', reason: 'few_documents' };
  if ((profile.words?.mean ?? 0) < fewWords) return { model: 'lda', reason: 'short_documents' };
  const time = profile.time;
  if (time && time.slices.length >= 2 && 2 * time.undated <= time.dated + time.undated)
    return { model: 'detm', reason: 'time' };
  return { model: 'etm', reason: 'enough' };
}

/** The number of topics that training takes where none is asked for. */
export function suggestedTopics(documents: number): number {
  return Math.min(50, Math.max(5, Math.round(0.4 * Math.sqrt(documents))));
}

export const leastTopics = 2;
export const mostTopics = 200;
const positions = 100;

/** Where a number of topics lies on the slider from coarse (0) to fine (100), which is logarithmic. */
export function toPosition(topics: number): number {
  return (positions * Math.log(topics / leastTopics)) / Math.log(mostTopics / leastTopics);
}

export function fromPosition(position: number): number {
  return Math.round(leastTopics * (mostTopics / leastTopics) ** (position / positions));
}

/** Numbers of topics for a sweep around one: half, the same, double. */
export function sweepAround(topics: number): number[] {
  const list = [topics / 2, topics / Math.SQRT2, topics, topics * Math.SQRT2, topics * 2];
  return [...new Set(list.map((one) => Math.min(mostTopics, Math.max(leastTopics, Math.round(one)))))];
}

/** "10, 20 30" as numbers; null where it is no such list. */
export function readList(text: string): number[] | null {
  const parts = text.split(/[\s,，、]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  const fine = numbers.length > 0 && numbers.every((one) => Number.isInteger(one) && one >= leastTopics);
  return fine ? numbers : null;
}
