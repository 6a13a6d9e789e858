import type { Estimate } from '@/api/estimate';
import { bytes, decimal, duration } from './format';
import type { Language } from './language';

// What a training would take, as people say it.

/** Two ends as words; one where both read alike. */
export function span(low: string, high: string, language: Language): string {
  if (low === high) return low;
  return language === 'zh' ? `${low}至${high}` : `${low} to ${high}`;
}

export function timeOf(estimate: Estimate, language: Language): string {
  return span(duration(estimate.seconds.low, language), duration(estimate.seconds.high, language), language);
}

/** Null where there is no price. */
export function costOf(estimate: Estimate, language: Language): string | null {
  const { cost } = estimate;
  if (!cost) return null;
  const money = (value: number) => decimal(value, value < 10 ? 2 : 0);
  return `${cost.currency} ${span(money(cost.low), money(cost.high), language)}`;
}

export function memoryOf(estimate: Estimate): string {
  return bytes(estimate.memory_bytes);
}

/** Whether a training is likely to be ended because it wants more memory than it may have. */
export function isTooLarge(estimate: Estimate): boolean {
  return estimate.memory_limit_bytes !== null && estimate.memory_bytes > estimate.memory_limit_bytes;
}
