'use client';

import { useSurvey, type ColumnsReport, type FoundColumn, type Profile } from '@/api/survey';
import { Frame } from '@/charts/frame';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Banner } from '@/pieces/banner';
import { Histogram } from '@/pieces/histogram';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import { Dropped } from './dropped';

interface ColumnDetailProps {
  id: string;
  revision: number | undefined;
  report: ColumnsReport;
  column: FoundColumn;
}

/** The chosen column explained; below it what cannot be used of the files. */
export function ColumnDetail({ id, revision, report, column }: ColumnDetailProps) {
  const words = useWords(importText);
  const language = useLanguage();
  const profile = useSurvey<Profile>(id, revision, 'profile').data;
  const time = column.role === 'time' && report.time?.column === column.name ? report.time : null;
  const slices = time ? (profile?.time?.slices ?? []) : [];
  return (
    <>
      <section>
        <h2>
          <code>{column.name}</code> {words.asRole(words.roles[column.role])}
        </h2>
        <p className="second">{words.filled(column.filled, report.rows_read)}</p>
        <p className="second">{words.distinct(column.distinct)}</p>
        {time && (
          <p className="second">
            {words.readAs(time.format)}
            {time.first !== null && time.last !== null && <> · {words.span(time.first, time.last)}</>}
          </p>
        )}
      </section>
      {slices.length > 0 && (
        <Frame
          title={words.perSlice}
          subtitle={words.span(slices[0]?.label ?? '', slices.at(-1)?.label ?? '')}
          columns={[words.roles.time, words.documents]}
          rows={slices.map((slice) => [slice.label, slice.documents])}
        >
          <Histogram
            bins={slices.map((slice) => ({ name: slice.label, count: slice.documents }))}
            label={words.perSlice}
            formatCount={(value) => count(value, language)}
          />
        </Frame>
      )}
      {time && <Banner tone="note">{words.timeFound}</Banner>}
      <Dropped id={id} profile={profile} />
    </>
  );
}
