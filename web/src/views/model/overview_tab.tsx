'use client';

import { useState } from 'react';
import { Segmented } from '@/pieces/segmented';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { KeyRow } from './key_row';
import { MapFigure } from './map_figure';
import styles from './overview_tab.module.css';
import { TermsPanel } from './terms_panel';
import { TopicList } from './topic_list';
import { useWorkspace } from './workspace';

/** List, map and words of the chosen topic: each follows the other two. */
export function OverviewTab() {
  const words = useWords(workspaceText);
  const { params, change } = useWorkspace();
  // A word that is pointed at shows in the map where it is used.
  const [word, setWord] = useState<string | null>(null);
  const onPhone = params.get('list') === '1' ? 'list' : 'map';
  return (
    <>
      <KeyRow />
      <div className={columns.three} data-show={onPhone}>
        <div className={styles.list}>
          <TopicList />
        </div>
        <div className={`${columns.column} ${styles.map}`}>
          <div className={styles.switch}>
            <Segmented
              label={words.mapTitle}
              value={onPhone}
              options={[
                { value: 'map', name: words.map },
                { value: 'list', name: words.asList },
              ]}
              onChange={(next) => change({ list: next === 'list' ? '1' : null })}
            />
          </div>
          <div className={styles.plot}>
            <MapFigure word={word} />
          </div>
        </div>
        <div className={columns.column}>
          <TermsPanel word={word} onWord={setWord} rows={24} />
        </div>
      </div>
    </>
  );
}
