'use client';

import { useState } from 'react';
import { withQuery } from '@/api/client';
import { useSurvey, type Profile } from '@/api/survey';
import type { Columns } from '@/lib/column_choice';
import { count, percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Button } from '@/pieces/button';
import { Slider } from '@/pieces/slider';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';
import { SurveyState } from './survey_state';

interface VocabularyLimitsProps {
  id: string;
  revision: number | undefined;
  columns: Columns;
  onChange: (columns: Columns) => void;
}

const steps = 100; // of the slider, which is logarithmic

/** How often a word must occur, with the vocabulary that this gives, counted by the server as the slider moves. */
export function VocabularyLimits({ id, revision, columns, onChange }: VocabularyLimitsProps) {
  const words = useWords(importText);
  const language = useLanguage();
  const [least, setLeast] = useState<number | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const path = withQuery('profile', { min_documents: least ?? undefined, max_share: share ?? undefined });
  const query = useSurvey<Profile>(id, revision, path);
  const profile = query.data;
  if (!profile) {
    return (
      <div>
        <SurveyState error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  }
  const limits = profile.vocabulary.limits;
  const leastNow = least ?? limits?.least_documents ?? 1;
  const shareNow = share ?? limits?.greatest_share ?? 1;
  const top = Math.log(Math.max(2, profile.documents / 10));
  const changed = least !== null || share !== null;
  const use = () => {
    onChange({ ...columns, min_documents: leastNow, max_share: shareNow });
    setLeast(null);
    setShare(null);
  };
  return (
    <div className={page.loose} style={{ alignContent: 'start' }}>
      <section className={page.stack}>
        <h2>{words.howOften}</h2>
        <div>
          <p>
            {words.atLeast}: <b className="num">{count(leastNow, language)}</b>
          </p>
          <Slider
            label={words.atLeast}
            value={Math.min(steps, (steps * Math.log(Math.max(1, leastNow))) / top)}
            min={0}
            max={steps}
            step={1}
            low="1"
            high={count(Math.exp(top), language)}
            spoken={count(leastNow, language)}
            onChange={(value) => setLeast(Math.max(1, Math.round(Math.exp((value / steps) * top))))}
          />
        </div>
        <div>
          <p>
            {words.atMost}: <b className="num">{percent(shareNow, language, 0)}</b>
          </p>
          <Slider
            label={words.atMost}
            value={Math.round(100 * shareNow)}
            min={1}
            max={100}
            step={1}
            low={percent(0.01, language, 0)}
            high={percent(1, language, 0)}
            spoken={percent(shareNow, language, 0)}
            onChange={(value) => setShare(value / 100)}
          />
        </div>
        {changed && <Button onClick={use}>{words.save}</Button>}
      </section>
      <section aria-live="polite">
        <p>
          <span className={styles.big}>{count(profile.vocabulary.size, language)}</span>{' '}
          {words.vocabulary(profile.vocabulary.size)}
        </p>
        <p className="second">{words.ofWords(profile.vocabulary.words)}</p>
      </section>
    </div>
  );
}
