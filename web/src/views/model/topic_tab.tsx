'use client';

import { ChevronDown, ChevronUp, EyeOff, Merge, Pencil, Pin } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/pieces/button';
import { Segmented } from '@/pieces/segmented';
import { slotOf } from '@/lib/topic_order';
import { topicText } from '@/text/topic';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { BestPassages } from './best_passages';
import columns from './columns.module.css';
import { CloudFigure } from './cloud_figure';
import { TermsPanel } from './terms_panel';
import { TopicFigures } from './topic_figures';
import { TopicGroups } from './topic_groups';
import { SimilarTopics } from './similar_topics';
import styles from './topic_tab.module.css';
import { TopicTime } from './topic_time';
import { useTopicDialogs } from './topic_dialogs';
import { useEdits } from './use_edits';
import { useFocus } from './use_focus';
import { useWorkspace } from './workspace';

/** What can be done to the chosen topic. */
function TopicActions() {
  const words = useWords(topicText);
  const shared = useWords(workspaceText);
  const { model, topics, chosen, choose } = useWorkspace();
  const { edit, busy } = useEdits(model.model_id);
  const dialogs = useTopicDialogs();
  const focus = useFocus();
  const slot = slotOf(chosen);
  const hide = async () => {
    const at = topics.indexOf(chosen);
    const next = topics[at + 1] ?? topics[at - 1];
    const done = await edit({ kind: 'hide', topics: [chosen.topic_id] }, shared.hidden(chosen.topic_id));
    if (done && next) choose(next.topic_id);
  };
  return (
    <>
      <Button
        icon={<Merge size={16} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => dialogs.merge([chosen.topic_id])}
      >
        {shared.merge}
      </Button>
      <Button
        busy={busy}
        icon={<EyeOff size={16} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => void hide()}
      >
        {shared.hide}
      </Button>
      <Button
        aria-pressed={slot !== null}
        busy={focus.busy}
        icon={
          <Pin
            size={16}
            strokeWidth={1.75}
            aria-hidden="true"
            fill={slot === null ? 'none' : 'currentColor'}
          />
        }
        onClick={() => void focus.toggle(chosen)}
      >
        {slot === null ? words.pin : words.unpin}
      </Button>
    </>
  );
}

function TopicHead() {
  const words = useWords(topicText);
  const shared = useWords(workspaceText);
  const { topics, chosen, choose, readOnly } = useWorkspace();
  const dialogs = useTopicDialogs();
  const at = topics.indexOf(chosen);
  const [before, after] = [topics[at - 1], topics[at + 1]];
  const first = chosen.words.slice(0, 4).map((one) => one.word);
  return (
    <header className={styles.head}>
      <span className={styles.disc} data-slot={slotOf(chosen) ?? undefined}>
        {chosen.topic_id}
      </span>
      <div className={styles.titles}>
        <div className={styles.title}>
          <h1>{chosen.name}</h1>
          {!readOnly && (
            <IconButton label={shared.rename} onClick={() => dialogs.rename(chosen.topic_id)}>
              <Pencil size={16} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          )}
        </div>
        <p className={styles.sub}>
          {chosen.renamed ? `${words.renamed} ${words.ownWords(first.join(', '))} ` : ''}
          {chosen.members.length > 1 ? `${words.mergedOf(chosen.members.join(', '))} ` : ''}
          {words.number(chosen.topic_id)}
        </p>
      </div>
      <div className={styles.actions}>
        {!readOnly && <TopicActions />}
        <span className={styles.steps}>
          <IconButton
            label={words.previous}
            disabled={!before}
            onClick={() => before && choose(before.topic_id)}
          >
            <ChevronUp size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          <kbd>k</kbd>
          <IconButton label={words.next} disabled={!after} onClick={() => after && choose(after.topic_id)}>
            <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          <kbd>j</kbd>
        </span>
      </div>
    </header>
  );
}

/** One topic on one screen: words, time, passages, figures, groups, neighbours. */
export function TopicTab() {
  const words = useWords(topicText);
  const { params, change } = useWorkspace();
  const [word, setWord] = useState<string | null>(null);
  const shape = params.get('shape') === 'cloud' ? 'cloud' : 'bars';
  return (
    <>
      <TopicHead />
      <div className={`${columns.three} ${styles.columns}`}>
        <div className={columns.column}>
          <div className={styles.shape}>
            <Segmented
              label={words.shape}
              value={shape}
              options={[
                { value: 'bars', name: words.bars },
                { value: 'cloud', name: words.cloud },
              ]}
              onChange={(next) => change({ shape: next === 'cloud' ? 'cloud' : null })}
            />
          </div>
          {shape === 'bars' ? (
            <TermsPanel word={word} onWord={setWord} rows={18} headed={false} />
          ) : (
            <CloudFigure />
          )}
          <SimilarTopics />
        </div>
        <div className={columns.column}>
          <TopicTime />
          <BestPassages />
        </div>
        <div className={columns.column}>
          <TopicFigures />
          <TopicGroups />
        </div>
      </div>
    </>
  );
}
