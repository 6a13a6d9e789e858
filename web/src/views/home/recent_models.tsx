'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useModels, useTopics } from '@/api/queries';
import type { Model } from '@/api/types';
import { day } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { Failure } from '@/pieces/states';
import { commonText } from '@/text/common';
import { homeText } from '@/text/home';
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';
import styles from './home.module.css';

const mostShown = 3;

/** A model's largest topics in their first words. */
function Miniature({ model }: { model: string }) {
  const { data } = useTopics(model, 3);
  const largest = [...(data?.items ?? [])].sort((a, b) => b.share - a.share).slice(0, 4);
  return (
    <div className={styles.miniature}>
      {largest.map((topic, row) => (
        <div key={topic.topic_id} className={styles.miniRow}>
          <span className={styles.spot} style={{ background: `var(--topic${row + 1})` }} />
          {topic.words.map((word) => (
            <span key={word.word}>{word.word}</span>
          ))}
        </div>
      ))}
    </div>
  );
}

function Card({ model }: { model: Model }) {
  const words = useWords(modelsText);
  const common = useWords(commonText);
  const language = useLanguage();
  return (
    <li className={styles.card}>
      <Miniature model={model.model_id} />
      <div className={styles.cardFoot}>
        <h3>
          <Link href={routes.model(model.model_id)}>{model.name}</Link>
        </h3>
        <span className={styles.open} aria-hidden="true">
          {common.open}
          <ArrowRight size={14} strokeWidth={1.75} />
        </span>
        <p>
          {modelKind(words, model.type)} · {day(model.created_at, language)}
        </p>
      </div>
    </li>
  );
}

/** The latest models; nothing at all where there is none yet. */
export function RecentModels() {
  const words = useWords(homeText);
  const { data, error, refetch } = useModels({ limit: mostShown });
  if (error && !data) return <Failure error={error} title={words.failed} retry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <div className={styles.sectionHead}>
        <h2 id="recent">{words.recent}</h2>
        <span className="second">{words.recentSub}</span>
        {data.total > mostShown && (
          <Link href={routes.models} className={styles.all}>
            {words.all} ({data.total})
          </Link>
        )}
      </div>
      <ul className={styles.cards}>
        {data.items.map((model) => (
          <Card key={model.model_id} model={model} />
        ))}
      </ul>
    </section>
  );
}
