'use client';

import { useMemo, useState } from 'react';
import { useView } from '@/api/view_queries';
import type { Hierarchy } from '@/api/views';
import { Frame } from '@/charts/frame';
import { HierarchyChart } from '@/charts/hierarchy_chart';
import { Measured } from '@/charts/measured';
import { groupsAt } from '@/charts/tree';
import { Button } from '@/pieces/button';
import { Loading } from '@/pieces/states';
import { TopicPill } from '@/pieces/topic_pill';
import { relationsText } from '@/text/relations';
import { useWords } from '@/text/pair';
import styles from './relations_tab.module.css';
import { useTopicDialogs } from './topic_dialogs';
import { useWorkspace } from './workspace';

// Where the line stands at first: about a quarter of the topics as groups.
function usualCut(hierarchy: Hierarchy): number {
  const groups = Math.max(2, Math.round(hierarchy.topics.length / 4));
  const distances = hierarchy.merges.map((merge) => merge.distance).sort((a, b) => b - a);
  const [above = 1, below = above] = [distances[groups - 2], distances[groups - 1]];
  return (above + below) / 2;
}

function Tree({ hierarchy }: { hierarchy: Hierarchy }) {
  const words = useWords(relationsText);
  const { charted, chosen, choose, slot, readOnly } = useWorkspace();
  const dialogs = useTopicDialogs();
  const [cut, setCut] = useState(() => usualCut(hierarchy));
  const { topics, order } = useMemo(() => {
    const place = new Map(hierarchy.topics.map((topic, index) => [topic.topic_id, index]));
    return {
      topics: hierarchy.topics.flatMap((topic) => charted.find((one) => one.id === topic.topic_id) ?? []),
      order: hierarchy.order.map((id) => place.get(id) ?? 0),
    };
  }, [hierarchy, charted]);
  const groups = groupsAt(hierarchy.topics.length, hierarchy.merges, order, cut);
  const id = (place: number) => hierarchy.topics[place]?.topic_id ?? 0;
  const several = groups.filter((group) => group.length > 1);
  return (
    <>
      <Measured least={300}>
        {(width) => (
          <HierarchyChart
            topics={topics}
            merges={hierarchy.merges}
            order={order}
            cut={cut}
            width={width}
            chosen={chosen.topic_id}
            onCut={setCut}
            onChoose={choose}
          />
        )}
      </Measured>
      <p className={styles.cut} aria-live="polite">
        {words.cutAt(cut, groups.length)}
      </p>
      <details className={styles.groups}>
        <summary>{words.preview}</summary>
        <ul>
          {several.map((group) => (
            <li key={group.join()}>
              <span className={styles.pills}>
                {group.map((place) => (
                  <TopicPill key={place} topic={id(place)} slot={slot(id(place)) ?? undefined} />
                ))}
              </span>
              {!readOnly && (
                <Button onClick={() => dialogs.merge(group.map(id).sort((a, b) => a - b))}>
                  {words.mergeGroup}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {groups.length > several.length && (
          <p className="caption">{words.alone(groups.length - several.length)}</p>
        )}
      </details>
    </>
  );
}

export function HierarchyFigure() {
  const words = useWords(relationsText);
  const { model } = useWorkspace();
  const { data } = useView<Hierarchy>(model.model_id, 'hierarchy');
  const names = data?.topics.map((topic) => topic.name) ?? [];
  const name = (place: number) => names[place] ?? `#${place - names.length + 1}`;
  return (
    <Frame
      title={words.treeTitle}
      subtitle={words.treeHow}
      explain={words.treeExplain}
      columns={['#', words.left, words.right, words.distance, words.joins]}
      rows={
        data?.merges.map((merge, index) => [
          index + 1,
          name(merge.left),
          name(merge.right),
          merge.distance,
          merge.topics,
        ]) ?? []
      }
    >
      {data ? <Tree key={data.topics.length} hierarchy={data} /> : <Loading rows={10} />}
    </Frame>
  );
}
