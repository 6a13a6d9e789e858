'use client';

import type { Lengths } from '@/api/survey';
import { Frame } from '@/charts/frame';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { Histogram } from '@/pieces/histogram';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';

export function LengthChart({ lengths }: { lengths: Lengths | null }) {
  const words = useWords(importText);
  const language = useLanguage();
  if (lengths === null) return null;
  const name = (bin: Lengths['bins'][number]) =>
    `${count(bin.from, language)}–${count(bin.to - 1, language)}`;
  return (
    <div style={{ maxWidth: 360 }}>
      <Frame
        title={words.lengths}
        subtitle={words.lengthsHow}
        columns={[words.lengths, words.documents]}
        rows={lengths.bins.map((bin) => [name(bin), bin.documents])}
      >
        <Histogram
          bins={lengths.bins.map((bin) => ({ name: name(bin), count: bin.documents }))}
          label={words.lengths}
          formatCount={(value) => count(value, language)}
        />
      </Frame>
    </div>
  );
}
