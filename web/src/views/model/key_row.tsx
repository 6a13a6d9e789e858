'use client';

import type { Manifest } from '@/api/manifest';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { verdict } from '@/lib/verdicts';
import { KeyFigure, KeyFigures } from '@/pieces/key_figure';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';

/** The figures of a model, each with what it means; a figure that was not measured is left out. */
export function KeyRow({ manifest }: { manifest: Manifest }) {
  const words = useWords(modelText);
  const language = useLanguage();
  const { corpus = {}, metrics = {}, timings = {} } = manifest;
  const number = manifest.parameters?.num_topics;
  return (
    <KeyFigures>
      {corpus.documents !== undefined && (
        <KeyFigure
          value={count(corpus.documents, language)}
          unit={words.documents}
          meaning={words.documentsMeaning(corpus.rows_rejected ?? 0)}
        />
      )}
      {number !== undefined && (
        <KeyFigure
          value={count(number, language)}
          unit={words.topics}
          meaning={words.topicsMeaning(corpus.vocabulary_size ?? manifest.parameters?.vocabulary_size ?? 0)}
        />
      )}
      {metrics.npmi !== undefined && (
        <KeyFigure
          value={measure(metrics.npmi)}
          unit={words.coherence}
          meaning={words.coherenceVerdicts[verdict('npmi', metrics.npmi)]}
        />
      )}
      {metrics.topic_diversity !== undefined && (
        <KeyFigure
          value={measure(metrics.topic_diversity)}
          unit={words.diversity}
          meaning={words.diversityVerdicts[verdict('topic_diversity', metrics.topic_diversity)]}
        />
      )}
      {timings.total_seconds !== undefined && (
        <KeyFigure
          value={words.seconds(timings.total_seconds)}
          unit={words.training}
          meaning={words.trainingMeaning(manifest.seed ?? 1)}
        />
      )}
    </KeyFigures>
  );
}
