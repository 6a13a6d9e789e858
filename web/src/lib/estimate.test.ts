import { describe, expect, it } from 'vitest';
import type { Estimate } from '@/api/estimate';
import { costOf, isTooLarge, memoryOf, span, timeOf } from './estimate';

const estimate: Estimate = {
  type: 'train',
  model: 'etm',
  model_reason: '',
  models: 1,
  num_topics: [20],
  epochs: 35,
  documents: 1000,
  vocabulary_size: 2000,
  seconds: { low: 20, high: 95 },
  memory_bytes: 120_000_000,
  memory_limit_bytes: 1_610_612_736,
  cost: { currency: 'CNY', low: 0.05, high: 0.2, basis: '' },
  cost_reason: null,
  measured_runs: 0,
  basis: '',
};

describe('an estimate', () => {
  it('is a span of time in both languages', () => {
    expect(timeOf(estimate, 'en')).toBe('20 s to 1 min 35 s');
    expect(timeOf(estimate, 'zh')).toBe('20 秒至1 分 35 秒');
  });

  it('says an end once', () => {
    expect(span('1 s', '1 s', 'en')).toBe('1 s');
  });

  it('has a cost where there is a price', () => {
    expect(costOf(estimate, 'en')).toBe('CNY 0.05 to 0.20');
    expect(costOf({ ...estimate, cost: null }, 'en')).toBeNull();
  });

  it('warns of memory beyond the limit, and of none where there is no limit', () => {
    expect(memoryOf(estimate)).toBe('120 MB');
    expect(isTooLarge(estimate)).toBe(false);
    expect(isTooLarge({ ...estimate, memory_bytes: 2_000_000_000 })).toBe(true);
    expect(isTooLarge({ ...estimate, memory_bytes: 2e9, memory_limit_bytes: null })).toBe(false);
  });
});
