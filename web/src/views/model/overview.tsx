'use client';

import { Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useOverview, useTimes, useTopicWords, useWord } from '@/api/queries';
import type { OverviewTopic } from '@/api/types';
import { useKeys } from '@/lib/keys';
import { useQueryState } from '@/lib/query_state';
import { bySize, slotsOf } from '@/lib/topic_slots';
import { Button } from '@/pieces/button';
import { Failure, Loading } from '@/pieces/states';
import { TopicPill } from '@/pieces/topic_pill';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';
import styles from './model.module.css';
import { RenameDialog } from './rename_dialog';
import { orders, TopicList, type Order } from './topic_list';
import { TopicMap } from './topic_map';
import { TopicWords } from './topic_words';

const wordsShown = 24;
const usualLambda = 0.6;
const lambdaStep = 0.05;

function inOrder(topics: OverviewTopic[], order: Order): OverviewTopic[] {
  if (order === 'size') return bySize(topics);
  if (order === 'number') return [...topics].sort((a, b) => a.topic_id - b.topic_id);
  return [...topics].sort((a, b) => a.name.localeCompare(b.name));
}

function readLambda(text: string | null): number {
  const value = Number(text ?? usualLambda);
  return value >= 0 && value <= 1 ? value : usualLambda;
}

/** What the address says of the view: which topic, which word, how words are ordered, how topics. */
function useView(topics: OverviewTopic[] | undefined) {
  const { params, change } = useQueryState();
  const order = orders.find((one) => one === params.get('order')) ?? 'size';
  const sorted = useMemo(() => inOrder(topics ?? [], order), [topics, order]);
  const asked = params.get('topic');
  return {
    order,
    sorted,
    chosen: sorted.find((topic) => String(topic.topic_id) === asked) ?? sorted[0],
    lambda: readLambda(params.get('lambda')),
    word: params.get('word'),
    change,
  };
}

/** Topics as a list, on a map, and in their words; all three show the same topic. */
export function Overview({ id }: { id: string }) {
  const words = useWords(modelText);
  const overview = useOverview(id);
  const topics = overview.data?.topics;
  const { order, sorted, chosen, lambda, word, change } = useView(topics);
  const slots = useMemo(() => slotsOf(topics ?? []), [topics]);
  const times = useTimes(id).data?.topics;
  const courses = useMemo(() => new Map(times?.map((topic) => [topic.topic_id, topic.share])), [times]);
  const items = useTopicWords(id, chosen?.topic_id, lambda, wordsShown).data?.items;
  const found = useWord(id, word).data;
  const weights = found ? new Map(found.topics.map((topic) => [topic.topic_id, topic.topic_share])) : null;
  const [renaming, setRenaming] = useState(false);
  const keys = useMemo(() => {
    const step = (by: number) => () => {
      const next = sorted[sorted.findIndex((topic) => topic === chosen) + by];
      if (next) change({ topic: String(next.topic_id) });
      return true;
    };
    const move = (by: number) => () => {
      change({ lambda: Math.min(1, Math.max(0, lambda + by)).toFixed(2) });
      return true;
    };
    return {
      j: step(1),
      k: step(-1),
      '[': move(lambdaStep),
      ']': move(-lambdaStep),
      F2: () => {
        setRenaming(true);
        return true;
      },
      Escape: () => {
        change({ word: null });
        return true;
      },
    };
  }, [sorted, chosen, lambda, change]);
  useKeys(keys);
  if (!topics) {
    return (
      <div className={styles.listColumn}>
        {overview.error ? (
          <Failure error={overview.error} title={words.failed} retry={() => void overview.refetch()} />
        ) : (
          <Loading rows={10} />
        )}
      </div>
    );
  }
  const choose = (topic: number) => change({ topic: String(topic) });
  return (
    <div className={styles.columns}>
      <TopicList
        topics={sorted}
        courses={courses}
        slots={slots}
        chosen={chosen?.topic_id}
        order={order}
        onChoose={choose}
        onRename={() => setRenaming(true)}
        onOrder={(next) => change({ order: next === 'size' ? null : next })}
      />
      <section className={styles.detail}>
        <TopicMap
          topics={topics}
          slots={slots}
          chosen={chosen?.topic_id}
          weights={weights}
          word={weights ? word : null}
          onChoose={choose}
        />
      </section>
      {chosen && (
        <section className={styles.words}>
          <div className={styles.detailHead}>
            <TopicPill topic={chosen.topic_id} slot={slots.get(chosen.topic_id)} />
            <span className={styles.rank}>
              {words.rank(
                bySize(topics).findIndex((topic) => topic === chosen) + 1,
                topics.length,
                chosen.documents,
              )}
            </span>
            <Button
              kind="quiet"
              icon={<Pencil size={14} strokeWidth={1.75} aria-hidden="true" />}
              onClick={() => setRenaming(true)}
            >
              {words.rename}
            </Button>
          </div>
          <TopicWords
            topic={chosen}
            items={items}
            slot={slots.get(chosen.topic_id)}
            lambda={lambda}
            word={word}
            onLambda={(next) => change({ lambda: next.toFixed(2) })}
            onWord={(next) => change({ word: next })}
          />
        </section>
      )}
      {renaming && chosen && <RenameDialog model={id} topic={chosen} onClose={() => setRenaming(false)} />}
    </div>
  );
}
