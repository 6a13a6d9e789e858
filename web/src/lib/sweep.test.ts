import { describe, expect, it } from 'vitest';
import { equalRange, measuresOf, modelOf, readSweep, usualPair, type Sweep } from './sweep';

const figure = (...values: number[]) => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  deviation: 0,
  values,
});

// Quality by number of topics: 5 weak, 10 as good as 20, 20 best, 40 weak, 80 as good again.
const results = {
  advice: { num_topics: 10, best: 20, tolerance: 0.01, try_fewer: false, try_more: false, sentence: '' },
  points: [
    [5, 0.02],
    [10, 0.095],
    [20, 0.1],
    [40, 0.05],
    [80, 0.095],
  ].map(([num_topics = 0, quality = 0]) => ({
    num_topics,
    quality: figure(quality, quality),
    npmi: figure(0.1, 0.2),
    topic_diversity: figure(0.9, 0.9),
    perplexity: null,
    stability: figure(0.8),
  })),
  models: [5, 10, 20, 40, 80].flatMap((num_topics) => [1, 2].map((seed) => ({ num_topics, seed }))),
};
const made = (num_topics: number, seed: number, model_id: string) => ({
  model_id,
  name: '',
  num_topics,
  seed,
});

function read(models = [made(10, 2, 'b'), made(10, 1, 'a'), made(20, 2, 'c')]): Sweep {
  const sweep = readSweep({ results, models });
  if (sweep === null) throw new Error('no sweep');
  return sweep;
}

describe('a sweep', () => {
  it('is read from the results of its task, and of no other', () => {
    expect(read().points.map((point) => point.topics)).toEqual([5, 10, 20, 40, 80]);
    expect(read().seeds).toBe(2);
    expect(readSweep({ results: { npmi: 0.1 }, models: [] })).toBeNull();
  });
  it('leaves out what was not measured', () => {
    expect(measuresOf(read())).toEqual(['npmi', 'stability', 'topic_diversity']);
  });
  it('suggests the neighbours of the best that are as good, not what lies beyond a gap', () => {
    expect(equalRange(read())).toEqual([10, 20]);
  });
  it('opens the first kept seed of a number', () => {
    expect(modelOf(read(), 10)).toBe('a');
    expect(modelOf(read(), 20)).toBe('c');
    expect(modelOf(read(), 40)).toBeNull();
  });
  it('compares the advised number with the next one', () => {
    expect(usualPair(read())).toEqual([10, 20]);
    const last = { ...read(), advice: { ...read().advice, topics: 80 } };
    expect(usualPair(last)).toEqual([40, 80]);
  });
});
