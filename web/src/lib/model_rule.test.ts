import { describe, expect, it } from 'vitest';
import type { Profile } from '@/api/survey';
import {
  expectedModel,
  fromPosition,
  readList,
  suggestedTopics,
  sweepAround,
  toPosition,
} from './model_rule';

function profile(documents: number, mean: number, slices = 0, undated = 0): Profile {
  const time = {
    first: '',
    last: '',
    dated: documents - undated,
    undated,
    slices: Array(slices).fill({ label: '', documents: 1 }),
  };
  return { documents, words: { mean }, time: slices > 0 ? time : null } as unknown as Profile;
}

describe('the model of a collection', () => {
  it('follows from documents, words and time', () => {
    expect(expectedModel(profile(400, 50)).reason).toBe('few_documents');
    expect(expectedModel(profile(5000, 2)).reason).toBe('short_documents');
    expect(expectedModel(profile(5000, 50, 12)).model).toBe('detm');
    expect(expectedModel(profile(5000, 50, 12, 3000)).model).toBe('etm');
    expect(expectedModel(profile(5000, 50, 1)).model).toBe('etm');
  });
});

describe('the number of topics', () => {
  it('is suggested by size', () => {
    expect(suggestedTopics(10)).toBe(5);
    expect(suggestedTopics(2500)).toBe(20);
    expect(suggestedTopics(1_000_000)).toBe(50);
  });
  it('goes through the slider and back', () => {
    for (const topics of [2, 5, 20, 47, 200]) expect(fromPosition(toPosition(topics))).toBe(topics);
  });
  it('is swept around', () => {
    expect(sweepAround(20)).toEqual([10, 14, 20, 28, 40]);
    expect(sweepAround(2)).toEqual([2, 3, 4]);
  });
  it('is read from a list', () => {
    expect(readList('10, 20，30')).toEqual([10, 20, 30]);
    expect(readList('10, x')).toBeNull();
    expect(readList('')).toBeNull();
    expect(readList('1')).toBeNull();
  });
});
