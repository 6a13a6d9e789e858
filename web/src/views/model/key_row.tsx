'use client';

import type { Manifest } from '@/api/manifest';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { verdict } from '@/lib/verdicts';
import { KeyFigure, KeyFigures } from '@/pieces/key_figure';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { useWorkspace } from './workspace';

/** The figures of the model as its edits leave it, each with what it means; what was not measured is left out. */
export function KeyRow() {
  const words = useWords(workspaceText);
  const language = useLanguage();
  const { model, figures } = useWorkspace();
  const { corpus = {}, timings = {}, seed = 1 } = model.manifest as Manifest;
  return (
    <KeyFigures>
      <KeyFigure
        value={count(figures.documents, language)}
        unit={words.documents}
        meaning={words.documentsMeaning(corpus.rows_rejected ?? 0)}
      />
      <KeyFigure
        value={count(figures.topics, language)}
        unit={words.topics}
        meaning={words.topicsMeaning(figures.hidden_topics, figures.vocabulary)}
      />
      {figures.npmi !== null && (
        <KeyFigure
          value={measure(figures.npmi)}
          unit={words.npmi}
          meaning={words.npmiVerdicts[verdict('npmi', figures.npmi)]}
        />
      )}
      {figures.topic_diversity !== null && (
        <KeyFigure
          value={measure(figures.topic_diversity)}
          unit={words.diversity}
          meaning={words.diversityVerdicts[verdict('topic_diversity', figures.topic_diversity)]}
        />
      )}
      {timings.total_seconds !== undefined && (
        <KeyFigure
          value={words.duration(timings.total_seconds)}
          unit={words.training}
          meaning={words.trainingMeaning(seed)}
        />
      )}
    </KeyFigures>
  );
}
