'use client';

import { useMemo, type ReactNode } from 'react';
import { useView } from '@/api/view_queries';
import type { Hierarchy, Similarity } from '@/api/views';
import { Frame } from '@/charts/frame';
import { HeatMap } from '@/charts/heat_map';
import { Measured } from '@/charts/measured';
import { decimal, measure } from '@/lib/format';
import { Loading } from '@/pieces/states';
import { relationsText } from '@/text/relations';
import { useWords } from '@/text/pair';
import styles from './relations_tab.module.css';
import { useWorkspace } from './workspace';

function cellText(value: number): string {
  return value >= 0.2 ? decimal(100 * value, 0) : '';
}

/** All pairs; like topics are neighbours, since the order is that of the tree. */
export function MatrixFigure({ toggle }: { toggle: ReactNode }) {
  const words = useWords(relationsText);
  const { model, charted, choose } = useWorkspace();
  const { data } = useView<Similarity>(model.model_id, 'similarity');
  const order = useView<Hierarchy>(model.model_id, 'hierarchy').data?.order;
  const table = useMemo(() => {
    if (!data || !order) return null;
    const place = new Map(data.topics.map((topic, index) => [topic.topic_id, index]));
    const topics = order.flatMap((id) => charted.find((topic) => topic.id === id) ?? []);
    const at = topics.map((topic) => place.get(topic.id) ?? 0);
    // A topic is the same as itself, which would take all the colour.
    const values = at.map((i) => at.map((j) => (i === j ? 0 : (data.similarity[i]?.[j] ?? 0))));
    return { topics, values };
  }, [data, order, charted]);
  const rows = table?.topics.flatMap((topic, i) =>
    table.topics
      .slice(i + 1)
      .map((other, offset) => [topic.id, other.id, table.values[i]?.[i + 1 + offset] ?? 0]),
  );
  return (
    <>
      <div className={styles.tools}>{toggle}</div>
      <Frame
        main
        title={words.matrixTitle}
        subtitle={words.matrixHow}
        explain={words.matrixExplain}
        columns={[words.source, words.target, words.likeness]}
        rows={rows ?? []}
      >
        {!table && <Loading rows={10} />}
        {table && (
          <Measured least={400}>
            {(width) => (
              <HeatMap
                label={words.matrixTitle}
                topics={table.topics}
                columns={table.topics.map((topic) => ({ name: String(topic.id), documents: null }))}
                values={table.values}
                difference={false}
                text={cellText}
                spoken={measure}
                width={width}
                chosen={null}
                onChoose={(topic) => {
                  const found = table.topics[topic];
                  if (found) choose(found.id);
                }}
              />
            )}
          </Measured>
        )}
      </Frame>
    </>
  );
}
