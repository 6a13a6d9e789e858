'use client';

import { useMemo } from 'react';
import type { History } from '@/api/views';
import { useView } from '@/api/view_queries';
import { CurveChart } from '@/charts/curve_chart';
import type { Curve } from '@/charts/curve_option';
import { Frame } from '@/charts/frame';
import { measuredCurves } from '@/lib/curves';
import { qualityText } from '@/text/quality';
import { useWords } from '@/text/pair';
import { useWorkspace } from './workspace';

const known = ['loss', 'perplexity', 'npmi', 'log_likelihood'];

/** What the training wrote down epoch by epoch, each measure on its own axis. */
export function TrainingFigure() {
  const words = useWords(qualityText);
  const { model } = useWorkspace();
  const { data } = useView<History>(model.model_id, 'training-history');
  const curves = useMemo(
    () =>
      measuredCurves(data?.items ?? [], known).map<Curve>(({ measure, epochs, values }) => ({
        name: words.curves[measure] ?? words.names[measure] ?? measure,
        epochs,
        values,
        better: measure === 'loss' || measure === 'perplexity' ? 'down' : 'up',
      })),
    [data, words],
  );
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
