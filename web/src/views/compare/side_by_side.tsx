'use client';

import Link from 'next/link';
import type { Comparison } from '@/api/views';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { shortNames } from '@/lib/short_names';
import { classes } from '@/pieces/class_names';
import { compareText } from '@/text/compare';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';

const shown = [
  'npmi',
  'c_v',
  'topic_diversity',
  'inverted_rbo',
  'exclusivity',
  'perplexity',
  'purity',
  'nmi',
];

// What means something only beside another model of the same texts.
const ofTheTexts = ['npmi', 'c_v', 'perplexity', 'purity', 'nmi'];

/** The places of the best values; none where all are the same as far as they are printed. */
function bestOf(exact: (number | null)[], better: 'up' | 'down'): Set<number> {
  const values = exact.map((value) => value && Number(value.toFixed(value >= 100 ? 0 : 2)));
  const known = values.filter((value) => value !== null);
  const best = better === 'up' ? Math.max(...known) : Math.min(...known);
  if (known.length < 2 || known.every((value) => value === best)) return new Set();
  return new Set(values.flatMap((value, index) => (value === best ? [index] : [])));
}

/** The measures of the models with their meanings; the best of each marked. */
export function SideBySide({ comparison }: { comparison: Comparison }) {
  const words = useWords(compareText);
  const quality = useWords(qualityText);
  const language = useLanguage();
  const { models } = comparison;
  const names = shortNames(models.map(({ model }) => model.name));
  const data = models[0]?.model.dataset_id ?? null;
  const sameTexts = data !== null && models.every(({ model }) => model.dataset_id === data);
  const rows = shown.flatMap((name) => {
    const figures = models.map((model) => model.figures.find((figure) => figure.name === name));
    const first = figures[0];
    const values = figures.map((figure) => figure?.value ?? null);
    if (first === undefined || values.every((value) => value === null)) return [];
    const ranked = sameTexts || !ofTheTexts.includes(name);
    return [
      {
        name,
        values,
        definition: first.definition[language],
        best: ranked ? bestOf(values, first.better) : new Set(),
      },
    ];
  });
  return (
    <section aria-labelledby="side">
      <h2 id="side">{words.side}</h2>
      <div className={styles.sideScroll}>
        <table className={styles.sideTable}>
          <thead>
            <tr>
              <th scope="col">{words.measureColumn}</th>
              {models.map(({ model }, index) => (
                <th key={model.model_id} scope="col">
                  <Link href={routes.model(model.model_id)}>{names[index]}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.topicsRow}</th>
              {models.map(({ model, topics }) => (
                <td key={model.model_id}>{count(topics.length, language)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{words.passagesRow}</th>
              {models.map(({ model, documents }) => (
                <td key={model.model_id}>{count(documents, language)}</td>
              ))}
            </tr>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  {quality.names[row.name] ?? row.name}
                  <span className={styles.meaning}>{row.definition}</span>
                </th>
                {row.values.map((value, index) => (
                  <td
                    key={models[index]?.model.model_id}
                    className={classes(row.best.has(index) && styles.best)}
                  >
                    {row.best.has(index) && (
                      <>
                        <span aria-hidden="true">▴ </span>
                        <span className="hidden">{words.bestMark}: </span>
                      </>
                    )}
                    {value === null ? '–' : value >= 100 ? count(value, language) : measure(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="caption">{sameTexts ? words.bold : words.boldFewer}</p>
    </section>
  );
}
