'use client';

import { useRouter } from 'next/navigation';
import { useView } from '@/api/view_queries';
import type { TopicWords } from '@/api/views';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { WordCloud } from '@/charts/word_cloud';
import { slotOf } from '@/lib/topic_order';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import { useWorkspace } from './workspace';

export function CloudFigure() {
  const words = useWords(topicText);
  const router = useRouter();
  const { model, chosen, lambda, href } = useWorkspace();
  const { data } = useView<TopicWords>(model.model_id, `topics/${chosen.topic_id}/words`, {
    lambda,
    limit: 60,
  });
  const items = data?.items ?? [];
  return (
    <Frame
      title={words.cloudTitle}
      subtitle={words.cloudHow}
      explain={words.cloudExplain}
      columns={[words.cloud, words.probability]}
      rows={items.map((one) => [one.word, one.probability])}
    >
      <Measured least={360}>
        {(width) => (
          <WordCloud
            name={chosen.name}
            slot={slotOf(chosen)}
            terms={items.map((one) => ({ text: one.word, weight: one.probability }))}
            width={width}
            height={360}
            onOpen={(word) => router.push(href({ tab: 'words', word }))}
          />
        )}
      </Measured>
    </Frame>
  );
}
