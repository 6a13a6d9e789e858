'use client';

import type { Profile, ValueCounts } from '@/api/survey';
import { Frame } from '@/charts/frame';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Histogram } from '@/pieces/histogram';
import { datasetText } from '@/text/dataset';
import { useWords } from '@/text/pair';
import { CountBars } from './count_bars';
import { LengthChart } from './length_chart';

const wordsShown = 20;
const valuesShown = 12;

export function ProfileCharts({ profile }: { profile: Profile }) {
  const words = useWords(datasetText);
  const language = useLanguage();
  const slices = profile.time?.slices ?? [];
  const counted: ValueCounts[] = [...profile.groups, ...(profile.label ? [profile.label] : [])];
  const values = (group: ValueCounts) => [
    ...group.values.map((one) => ({
      name: one.value === '' ? words.empty : one.value,
      count: one.documents,
    })),
    ...(group.others > 0 ? [{ name: words.others, count: group.others }] : []),
  ];
  return (
    <>
      <CountBars
        title={words.frequent}
        subtitle={words.frequentHow}
        columns={[words.word, words.uses]}
        rows={profile.top_words.map((one) => ({ name: one.word, count: one.count }))}
        shown={wordsShown}
      />
      <LengthChart lengths={profile.characters} />
      {slices.length > 0 && (
        <Frame
          title={words.over}
          subtitle={`${slices[0]?.label ?? ''} – ${slices.at(-1)?.label ?? ''}`}
          columns={['', words.documents]}
          rows={slices.map((slice) => [slice.label, slice.documents])}
        >
          <Histogram
            bins={slices.map((slice) => ({ name: slice.label, count: slice.documents }))}
            label={words.over}
            formatCount={(value) => count(value, language)}
          />
        </Frame>
      )}
      {counted.map((group) => (
        <CountBars
          key={group.column}
          title={words.groups(group.column)}
          subtitle={words.groupsHow(group.distinct)}
          columns={[words.value, words.documents]}
          rows={values(group)}
          shown={valuesShown}
        />
      ))}
    </>
  );
}
