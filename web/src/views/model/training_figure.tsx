'use client';

import { useMemo } from 'react';
import type { Epoch } from '@/api/views';
import { useView } from '@/api/view_queries';
import { CurveChart } from '@/charts/curve_chart';
import type { Curve } from '@/charts/curve_option';
import { Frame } from '@/charts/frame';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import { useWorkspace } from './workspace';

const known = ['loss', 'perplexity', 'npmi', 'log_likelihood'] as const;

/** What the training wrote down epoch by epoch, each measure on its own axis. */
export function TrainingFigure() {
  const words = useWords(qualityText);
  const { model } = useWorkspace();
  const { data } = useView<{ items: Epoch[] }>(model.model_id, 'training-history');
  const curves = useMemo(() => {
    const items = data?.items ?? [];
    return known.flatMap<Curve>((measure) => {
      const points = items.filter((epoch) => typeof epoch[measure] === 'number');
      if (points.length < 2) return [];
      const name =
        measure === 'loss' || measure === 'log_likelihood'
          ? words[measure]
          : (words.names[measure] ?? measure);
      return [
        {
          name,
          epochs: points.map((epoch) => epoch.epoch),
          values: points.map((epoch) => epoch[measure] ?? 0),
          better: measure === 'loss' || measure === 'perplexity' ? 'down' : 'up',
        },
      ];
    });
  }, [data, words]);
  return curves.map((curve) => (
    <Frame
      key={curve.name}
      title={`${words.training}: ${curve.name}`}
      subtitle={words.trainingHow}
      explain={words.trainingExplain}
      columns={[words.epoch, curve.name]}
      rows={curve.epochs.map((epoch, index) => [epoch, curve.values[index] ?? null])}
    >
      <CurveChart curve={curve} height={180} />
    </Frame>
  ));
}
