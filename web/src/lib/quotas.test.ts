import { expect, it } from 'vitest';
import { changedQuotas, quotaText, quotaValue } from './quotas';

const before = {
  max_bytes: 21_474_836_480,
  max_datasets: null,
  max_queued: 10,
  max_running: 2,
  max_requests: 3000,
};

it('shows bytes in GB and the rest as they are', () => {
  expect(quotaText('max_bytes', 21_474_836_480)).toBe('21.475');
  expect(quotaText('max_bytes', 5e11)).toBe('500');
  expect(quotaText('max_queued', 0)).toBe('0');
  expect(quotaText('max_queued', null)).toBe('');
});

it('reads what people write', () => {
  expect(quotaValue('max_bytes', ' 1,5 ')).toBe(1.5e9);
  expect(quotaValue('max_running', '4')).toBe(4);
  expect(quotaValue('max_running', '')).toBeNull();
  for (const wrong of ['-1', 'many', '1.5', '1e3']) expect(quotaValue('max_running', wrong)).toBeUndefined();
});

it('sends what was changed, and never a rounded number that nobody touched', () => {
  const texts = {
    max_bytes: '21.475',
    max_datasets: '',
    max_queued: '10',
    max_running: '',
    max_requests: '60',
  };
  expect(changedQuotas(before, texts)).toEqual({ max_running: null, max_requests: 60 });
  expect(changedQuotas(before, { ...texts, max_queued: 'x' })).toBeNull();
});
