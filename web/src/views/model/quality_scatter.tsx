'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { Metrics } from '@/api/views';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { Scatter } from '@/charts/scatter';
import { measure } from '@/lib/format';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import { useWorkspace } from './workspace';

/** Coherence against exclusivity. */
export function QualityScatter({ metrics }: { metrics: Metrics }) {
  const words = useWords(qualityText);
  const router = useRouter();
  const { charted, href } = useWorkspace();
  const topics = useMemo(() => {
    const known = new Map(metrics.topics.map((topic) => [topic.topic_id, topic]));
    return charted.flatMap((topic) => {
      const one = known.get(topic.id);
      return one && one.npmi !== null ? [{ ...topic, x: one.exclusivity, y: one.npmi }] : [];
    });
  }, [metrics, charted]);
  if (topics.length < 2) return null;
  return (
    <Frame
      title={words.two}
      subtitle={words.twoHow}
      explain={words.twoExplain}
      columns={[words.topic, '', words.exclusivity, words.coherence]}
      rows={topics.map((topic) => [topic.id, topic.name, topic.x, topic.y])}
    >
      <p className="caption">{words.up}</p>
      <Measured least={320}>
        {(width) => (
          <Scatter
            topics={topics}
            width={width}
            height={320}
            spoken={(topic) =>
              `${topic.id}, ${topic.name}: ${words.coherence} ${measure(topic.y)}, ${words.exclusivity} ${measure(topic.x)}`
            }
            onOpen={(topic) => router.push(href({ tab: 'topic', topic: String(topic) }))}
          />
        )}
      </Measured>
      <p className="caption" style={{ textAlign: 'right' }}>
        {words.right2}
      </p>
    </Frame>
  );
}
