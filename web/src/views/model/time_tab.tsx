'use client';

import { CalendarX } from 'lucide-react';
import { useView, type Maybe } from '@/api/view_queries';
import type { Times } from '@/api/views';
import { Button } from '@/pieces/button';
import { useWords } from '@/text/pair';
import { timeText } from '@/text/time';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { DriftFigure } from './drift_figure';
import { Missing } from './missing';
import { TimeFigure } from './time_figure';
import { TimeSide } from './time_side';
import { Pending } from './pending';
import { useWorkspace } from './workspace';

const bins = ['Y', 'Q', 'M', 'W', 'D'];

/** Topics over time: the chart in three shapes, who rises and falls, and how words change. */
export function TimeTab() {
  const words = useWords(timeText);
  const shared = useWords(workspaceText);
  const { model, params, change } = useWorkspace();
  const freq = bins.find((one) => one === params.get('freq'));
  const { data, error, refetch } = useView<Maybe<Times>>(model.model_id, 'temporal-analysis', { freq });
  if (data === undefined) return <Pending error={error} refetch={refetch} />;
  if (!data.available) {
    return (
      <Missing
        icon={<CalendarX size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={shared.unavailableTime}
        answer={data}
        action={freq !== undefined && <Button onClick={() => change({ freq: null })}>{words.coarser}</Button>}
      />
    );
  }
  return (
    <div className={columns.mainDetail}>
      <div className={columns.column}>
        <TimeFigure times={data} freq={freq ?? 'own'} />
        {data.drift && <DriftFigure times={data} drift={data.drift} />}
      </div>
      <div className={columns.column}>
        <TimeSide times={data} />
      </div>
    </div>
  );
}
