'use client';

import { useRouter } from 'next/navigation';
import { useView, type Maybe } from '@/api/view_queries';
import type { Timeline } from '@/api/views';
import { AreaLine } from '@/charts/area_line';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { lastDay } from '@/lib/days';
import { slotOf } from '@/lib/topic_order';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import { useWorkspace } from './workspace';

/** The topic over time; nothing where the model has no times. */
export function TopicTime() {
  const words = useWords(topicText);
  const router = useRouter();
  const { model, chosen, href } = useWorkspace();
  const { data } = useView<Maybe<Timeline>>(model.model_id, `topics/${chosen.topic_id}/timeline`);
  if (data === undefined || !data.available) return null;
  const open = (index: number) => {
    const slice = data.slices[index];
    if (slice) {
      router.push(
        href({
          tab: 'documents',
          main: String(chosen.topic_id),
          from: slice.first,
          until: lastDay(slice.end),
        }),
      );
    }
  };
  return (
    <Frame
      main
      title={words.overTime}
      subtitle={words.overTimeHow}
      explain={words.overTimeExplain}
      columns={[words.slice, words.share, words.low, words.high, words.documents]}
      rows={data.slices.map((slice) => [slice.label, slice.share, slice.low, slice.high, slice.documents])}
    >
      <Measured least={170}>
        {(width) => (
          <AreaLine
            name={chosen.name}
            slot={slotOf(chosen)}
            slices={data.slices}
            width={width}
            height={170}
            onOpen={open}
          />
        )}
      </Measured>
    </Frame>
  );
}
