'use client';

import type { Figure, Metrics } from '@/api/views';
import { useView } from '@/api/view_queries';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Banner } from '@/pieces/banner';
import { Tag } from '@/pieces/tag';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import columns from './columns.module.css';
import { Intruder } from './intruder';
import { QualityScatter } from './quality_scatter';
import styles from './quality_tab.module.css';
import { QualityTable } from './quality_table';
import { TrainingFigure } from './training_figure';
import { Pending } from './pending';
import { useWorkspace } from './workspace';

// Those that stand above the table; the others are a click away.
const main = ['npmi', 'c_v', 'topic_diversity', 'exclusivity', 'perplexity'];

function FigureBox({ figure }: { figure: Figure }) {
  const words = useWords(qualityText);
  const language = useLanguage();
  const { value } = figure;
  const tone = figure.verdict === 'good' ? 'ok' : figure.verdict === 'poor' ? 'warn' : 'plain';
  return (
    <div className={styles.figure}>
      <dt>
        <span>{words.names[figure.name] ?? figure.name}</span>
        {figure.verdict && <Tag tone={tone}>{words.verdicts[figure.verdict]}</Tag>}
      </dt>
      <dd className={styles.value}>
        {value === null ? '–' : value >= 100 ? count(value, language) : measure(value)}
      </dd>
      <dd className={styles.meaning}>
        {figure.definition[language]} {figure.better === 'down' && words.lower}
      </dd>
    </div>
  );
}

/** How good the model is: its measures with their meanings, topic by topic, and a test for people. */
export function QualityTab() {
  const words = useWords(qualityText);
  const { model } = useWorkspace();
  const { data, error, refetch } = useView<Metrics>(model.model_id, 'metrics');
  if (data === undefined) return <Pending error={error} refetch={refetch} />;
  const known = data.figures.filter((figure) => figure.value !== null);
  const others = known.filter((figure) => !main.includes(figure.name));
  return (
    <div className={styles.page}>
      {data.left_out && <Banner tone="note">{words.leftOut}</Banner>}
      <dl className={styles.figures}>
        {main.flatMap((name) => {
          const figure = known.find((one) => one.name === name);
          return figure ? [<FigureBox key={name} figure={figure} />] : [];
        })}
      </dl>
      <div className={`${columns.mainDetail} ${styles.columns}`}>
        <div className={columns.column}>
          <QualityTable metrics={data} />
        </div>
        <div className={`${columns.column} ${styles.side}`}>
          <QualityScatter metrics={data} />
          <Intruder />
          <TrainingFigure />
          {others.length > 0 && (
            <details className={styles.more}>
              <summary>{words.all}</summary>
              <dl>
                {others.map((figure) => (
                  <FigureBox key={figure.name} figure={figure} />
                ))}
              </dl>
            </details>
          )}
        </div>
      </div>
    </div>
  );
}
