'use client';

import { useEstimate } from '@/api/estimate';
import type { NewTask } from '@/api/types';
import { costOf, isTooLarge, memoryOf, timeOf } from '@/lib/estimate';
import { useLanguage } from '@/lib/language';
import { Banner } from '@/pieces/banner';
import { newModelText } from '@/text/new_model';
import { useWords } from '@/text/pair';

interface EstimateLineProps {
  task: NewTask | null;
  revision: number | undefined;
}

/** What the training would take, in one sentence; nothing while that is not known. */
export function EstimateLine({ task, revision }: EstimateLineProps) {
  const words = useWords(newModelText);
  const language = useLanguage();
  const estimate = useEstimate(task, revision).data;
  if (!estimate) return null;
  if (isTooLarge(estimate))
    return (
      <Banner tone="warn">{words.tooLarge(memoryOf(estimate), estimate.memory_limit_bytes ?? 0)}</Banner>
    );
  const cost = costOf(estimate, language);
  return (
    <p className="second" title={estimate.basis}>
      {words.takes(timeOf(estimate, language), memoryOf(estimate))}
      {cost !== null && ` ${words.costs(cost)}`}
      {estimate.measured_runs === 0 && ` ${words.rough}`}
    </p>
  );
}
