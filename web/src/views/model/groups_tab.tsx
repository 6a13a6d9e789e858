'use client';

import { LayoutGrid } from 'lucide-react';
import { useView, type Maybe } from '@/api/view_queries';
import type { Groups } from '@/api/views';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { EffectFigure } from './effect_figure';
import { CellPassages } from './cell_passages';
import { HeatFigure } from './heat_figure';
import styles from './groups_tab.module.css';
import { Missing } from './missing';
import { Pending } from './pending';
import { useWorkspace } from './workspace';

/** Groups shown at once; a column of more shows its largest. */
const mostGroups = 15;

/** Topics by the groups of the data: a heat map, the passages of a cell, and one group against the rest. */
export function GroupsTab() {
  const shared = useWords(workspaceText);
  const { model, params } = useWorkspace();
  const column = params.get('column') ?? undefined;
  const { data, error, refetch } = useView<Maybe<Groups>>(model.model_id, 'dimension-analysis', {
    column,
    limit: mostGroups,
  });
  if (data === undefined) return <Pending error={error} refetch={refetch} />;
  if (!data.available) {
    return (
      <Missing
        icon={<LayoutGrid size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={shared.unavailableGroups}
        answer={data}
      />
    );
  }
  return (
    <div className={`${columns.mainDetail} ${styles.columns}`}>
      <div className={columns.column}>
        <HeatFigure groups={data} />
      </div>
      <div className={columns.column}>
        <CellPassages groups={data} />
        <EffectFigure groups={data} />
      </div>
    </div>
  );
}
