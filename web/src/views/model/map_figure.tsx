'use client';

import { useMemo } from 'react';
import type { WordPlaces } from '@/api/views';
import { useView } from '@/api/view_queries';
import charts from '@/charts/charts.module.css';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { TopicMap, type MapTopic } from '@/charts/topic_map';
import { slotOf } from '@/lib/topic_order';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { useWorkspace } from './workspace';

/** Names stand beside circles where there is room for them. */
const roomForNames = 440;

function heightOf(width: number): number {
  if (width < roomForNames) return 318;
  // As tall as the window leaves: the columns beside it are lists that fill it, too.
  const left = typeof window === 'undefined' ? 600 : window.innerHeight - 330;
  return Math.max(440, Math.min(left, Math.round(width * 1.3)));
}

export function MapFigure({ word }: { word: string | null }) {
  const words = useWords(workspaceText);
  const texts = useWords(figuresText);
  const { model, topics, chosen, choose } = useWorkspace();
  const places = useView<WordPlaces>(
    word === null ? null : model.model_id,
    `words/${encodeURIComponent(word ?? '')}`,
  );
  const placed = useMemo<MapTopic[]>(
    () =>
      topics.flatMap((topic) =>
        topic.x === null || topic.y === null
          ? []
          : [
              {
                id: topic.topic_id,
                name: topic.name,
                share: topic.share,
                slot: slotOf(topic),
                x: topic.x,
                y: topic.y,
              },
            ],
      ),
    [topics],
  );
  const weights = useMemo(() => {
    if (word === null || places.data?.word !== word) return null;
    return new Map(places.data.topics.map((topic) => [topic.topic_id, topic.topic_share]));
  }, [word, places.data]);
  const inFocus = placed.filter((topic) => topic.slot !== null).length;
  return (
    <Frame
      main
      title={words.mapTitle}
      subtitle={words.mapHow}
      explain={words.mapExplain}
      columns={[texts.topic, texts.name, texts.share, 'x', 'y']}
      rows={placed.map((topic) => [topic.id, topic.name, topic.share, topic.x, topic.y])}
      notes={
        <span className={charts.legend}>
          <span>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill="var(--topic1)" />
            </svg>
            {texts.inFocus(inFocus, 8)}
          </span>
          <span>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="4.5" fill="var(--tnl)" stroke="var(--ctl)" />
            </svg>
            {texts.others}
          </span>
          <span>
            <svg width="24" height="14" aria-hidden="true">
              <circle cx="4" cy="7" r="3" fill="none" stroke="var(--ctl)" />
              <circle cx="16" cy="7" r="6" fill="none" stroke="var(--ctl)" />
            </svg>
            {texts.areaIsShare}
          </span>
        </span>
      }
    >
      <Measured least={318}>
        {(width) => (
          <TopicMap
            topics={placed}
            width={width}
            height={heightOf(width)}
            chosen={chosen.topic_id}
            named={width >= roomForNames}
            weights={weights}
            onChoose={choose}
          />
        )}
      </Measured>
    </Frame>
  );
}
