'use client';

import { History, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { EditHistory, EditLine, Topics } from '@/api/views';
import { useView } from '@/api/view_queries';
import { Button, ButtonLink } from '@/pieces/button';
import { TextField } from '@/pieces/field';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { Tag } from '@/pieces/tag';
import { TopicPill } from '@/pieces/topic_pill';
import { editsText } from '@/text/edits';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import styles from './edits_tab.module.css';
import { useEdits } from './use_edits';
import { useWorkspace } from './workspace';

function Change({ line }: { line: EditLine }) {
  const words = useWords(editsText);
  const { slot } = useWorkspace();
  const pill = (topic: number) => <TopicPill key={topic} topic={topic} slot={slot(topic) ?? undefined} />;
  if (line.kind === 'rename')
    return (
      <>
        {pill(line.topic_id ?? 0)} <span aria-hidden="true">→</span> {line.name || words.ownWords}
      </>
    );
  if (line.kind === 'merge') {
    const [into, ...others] = line.topics ?? [];
    return (
      <>
        {others.map(pill)} <span aria-hidden="true">→</span>
        <span className="hidden">{words.into}</span> {into !== undefined && pill(into)}
      </>
    );
  }
  if (line.kind === 'undo' || line.kind === 'redo') return words.ofEdit(line.target ?? 0);
  return line.words ? line.words.join(', ') : (line.topics ?? []).map(pill);
}

function Lines({ history }: { history: EditHistory }) {
  const words = useWords(editsText);
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.change}</th>
            <th scope="col">{words.when}</th>
          </tr>
        </thead>
        <tbody>
          {[...history.items].reverse().map((line) => {
            const gone = !line.in_force && line.kind !== 'undo' && line.kind !== 'redo';
            return (
              <tr key={line.edit_id} data-gone={gone || undefined} className={styles.line}>
                <td className="num">{line.edit_id}</td>
                <td>
                  {words.kinds[line.kind] ?? line.kind} {gone && <Tag>{words.notInForce}</Tag>}
                </td>
                <td>
                  <span className={styles.change}>
                    <Change line={line} />
                  </span>
                </td>
                <td className={table.narrow}>{words.time(line.created_at)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function HiddenTopics() {
  const words = useWords(editsText);
  const { model, figures, readOnly } = useWorkspace();
  const { edit, busy } = useEdits(model.model_id);
  const { data } = useView<Topics>(figures.hidden_topics > 0 ? model.model_id : null, 'topics', {
    hidden: 'true',
    top_k: 1,
  });
  const hidden = figures.hidden_topics > 0 ? (data?.items.filter((topic) => topic.hidden) ?? []) : [];
  if (hidden.length === 0) return null;
  return (
    <section>
      <h2>{words.hiddenTopics}</h2>
      <ul className={styles.hidden}>
        {hidden.map((topic) => (
          <li key={topic.topic_id}>
            <TopicPill topic={topic.topic_id} />
            <s>{topic.name}</s>
            {!readOnly && (
              <Button
                busy={busy}
                onClick={() =>
                  void edit({ kind: 'show', topics: [topic.topic_id] }, words.shown(topic.topic_id))
                }
              >
                {words.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function StopWords() {
  const words = useWords(editsText);
  const { model } = useWorkspace();
  const { edit, busy, problem } = useEdits(model.model_id);
  const [text, setText] = useState('');
  const stop = async () => {
    const list = [...new Set(text.split(/[\s,，、]+/).filter(Boolean))];
    if (list.length === 0) return;
    if (await edit({ kind: 'stop_words', words: list }, words.stopped(list.join(', ')))) setText('');
  };
  return (
    <section>
      <h2>{words.stopTitle}</h2>
      <form
        className={styles.stop}
        onSubmit={(event) => {
          event.preventDefault();
          void stop();
        }}
      >
        <TextField
          quietLabel
          label={words.stopTitle}
          help={words.stopHow}
          error={problem?.message ?? null}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={busy} disabled={text.trim() === ''}>
          {words.stop}
        </Button>
      </form>
    </section>
  );
}

function UndoAndRedo({ history }: { history: EditHistory | undefined }) {
  const words = useWords(editsText);
  const { model } = useWorkspace();
  const { undo, busy } = useEdits(model.model_id);
  return (
    <>
      <Button
        icon={<Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />}
        busy={busy}
        disabled={typeof history?.undo !== 'number'}
        onClick={() => void undo()}
      >
        {words.undo}
      </Button>
      <Button
        icon={<Redo2 size={16} strokeWidth={1.75} aria-hidden="true" />}
        busy={busy}
        disabled={typeof history?.redo !== 'number'}
        onClick={() => void undo('/redo')}
      >
        {words.redo}
      </Button>
    </>
  );
}

/** What people did to the model, line by line, and the way back. */
export function EditsTab() {
  const words = useWords(editsText);
  const shared = useWords(workspaceText);
  const { model, href, readOnly } = useWorkspace();
  const { data, error, refetch } = useView<EditHistory>(model.model_id, 'edits');
  return (
    <div className={columns.mainDetail}>
      <div className={columns.column}>
        <div className={styles.head}>
          <div>
            <h1>{words.title}</h1>
            <p className="caption">{words.how}</p>
          </div>
          {!readOnly && <UndoAndRedo history={data} />}
        </div>
        {error && !data && (
          <Failure error={error} title={shared.viewFailed} kept={shared.kept} retry={() => void refetch()} />
        )}
        {!error && !data && <Loading rows={6} />}
        {data && data.items.length === 0 && (
          <Empty
            icon={<History size={18} strokeWidth={1.75} aria-hidden="true" />}
            title={words.none}
            action={
              readOnly ? undefined : <ButtonLink href={href({ tab: 'topic' })}>{words.first}</ButtonLink>
            }
          >
            {readOnly ? words.noneOfOthers : words.noneText}
          </Empty>
        )}
        {data && data.items.length > 0 && <Lines history={data} />}
      </div>
      <div className={`${columns.column} ${styles.side}`}>
        {!readOnly && <StopWords />}
        <HiddenTopics />
      </div>
    </div>
  );
}
