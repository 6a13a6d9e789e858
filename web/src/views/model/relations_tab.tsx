'use client';

import { Segmented } from '@/pieces/segmented';
import { relationsText } from '@/text/relations';
import { useWords } from '@/text/pair';
import columns from './columns.module.css';
import { HierarchyFigure } from './hierarchy_figure';
import { MatrixFigure } from './matrix_figure';
import { NetworkFigure } from './network_figure';
import styles from './relations_tab.module.css';
import { useWorkspace } from './workspace';

/** How topics lie to each other: links or all pairs, and the tree. */
export function RelationsTab() {
  const words = useWords(relationsText);
  const { params, change } = useWorkspace();
  const shape = params.get('shape') === 'matrix' ? 'matrix' : 'network';
  const toggle = (
    <Segmented
      label={words.shape}
      value={shape}
      options={[
        { value: 'network', name: words.network },
        { value: 'matrix', name: words.matrix },
      ]}
      onChange={(next) => change({ shape: next === 'matrix' ? 'matrix' : null })}
    />
  );
  return (
    <div className={`${columns.mainDetail} ${styles.columns}`}>
      <div className={columns.column}>
        {shape === 'network' ? <NetworkFigure toggle={toggle} /> : <MatrixFigure toggle={toggle} />}
      </div>
      <div className={columns.column}>
        <HierarchyFigure />
      </div>
    </div>
  );
}
