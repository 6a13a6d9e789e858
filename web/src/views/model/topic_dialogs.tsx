'use client';

import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { Button } from '@/pieces/button';
import { Dialog } from '@/pieces/dialog';
import { TextField } from '@/pieces/field';
import { TopicChip } from '@/pieces/topic_pill';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import styles from './topic_dialogs.module.css';
import { useEdits, type Edit } from './use_edits';
import { useWorkspace } from './workspace';

interface Dialogs {
  rename: (topic: number) => void;
  merge: (topics: number[]) => void; // the first keeps its number
}

const Place = createContext<Dialogs>({ rename: () => undefined, merge: () => undefined });

export function useTopicDialogs(): Dialogs {
  return useContext(Place);
}

type Asked = { kind: 'rename'; topic: number } | { kind: 'merge'; topics: number[] } | null;

function RenameDialog({ topic, onClose }: { topic: number; onClose: () => void }) {
  const words = useWords(workspaceText);
  const { model, nameOf } = useWorkspace();
  const { edit, busy } = useEdits(model.model_id);
  const [name, setName] = useState(nameOf(topic));
  const save = async () => {
    const wanted = name.trim();
    const done = wanted === '' ? words.unnamed(topic) : words.renamed(topic, wanted);
    if (wanted === nameOf(topic)) onClose();
    else if (await edit({ kind: 'rename', topic_id: topic, name: wanted }, done)) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.renameTitle(topic, nameOf(topic))}
      text={words.renameText}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.nameOfTopic}
        value={name}
        maxLength={200}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save();
        }}
      />
    </Dialog>
  );
}

function MergeDialog({ topics: first, onClose }: { topics: number[]; onClose: () => void }) {
  const words = useWords(workspaceText);
  const { model, topics: all, nameOf, slot, choose } = useWorkspace();
  const { edit, busy } = useEdits(model.model_id);
  const [topics, setTopics] = useState(first);
  const kept = topics[0] ?? 0;
  const [name, setName] = useState(nameOf(kept));
  const save = async () => {
    const edits: Edit[] = [{ kind: 'merge', topics }];
    const wanted = name.trim();
    if (wanted !== '' && wanted !== nameOf(kept))
      edits.push({ kind: 'rename', topic_id: kept, name: wanted });
    choose(kept);
    if (await edit(edits, words.merged(topics.slice(1).join(', '), kept))) onClose();
  };
  const others = all.filter((topic) => !topics.includes(topic.topic_id));
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.mergeTitle(topics.length)}
      text={words.mergeText(kept)}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button kind="primary" busy={busy} disabled={topics.length < 2} onClick={() => void save()}>
            {words.merge}
          </Button>
        </>
      }
    >
      <div className={styles.chips}>
        {topics.map((topic, index) => (
          <span key={topic} className={styles.chip}>
            {index > 0 && <span aria-hidden="true">+</span>}
            <TopicChip topic={topic} slot={slot(topic) ?? undefined} name={nameOf(topic)} />
          </span>
        ))}
        <select
          className={styles.add}
          aria-label={words.mergeWith}
          value=""
          onChange={(event) => setTopics([...topics, Number(event.target.value)])}
        >
          <option value="" disabled>
            {words.mergeWith}
          </option>
          {others.map((topic) => (
            <option key={topic.topic_id} value={topic.topic_id}>
              {topic.topic_id} {topic.name}
            </option>
          ))}
        </select>
      </div>
      <TextField
        label={words.mergedName}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
      />
    </Dialog>
  );
}

/** Renaming and merging from anywhere in the workspace; nothing happens where it is for reading alone. */
export function TopicDialogs({ children }: { children: ReactNode }) {
  const { readOnly } = useWorkspace();
  const [asked, setAsked] = useState<Asked>(null);
  const close = useCallback(() => setAsked(null), []);
  const dialogs = useMemo<Dialogs>(
    () => ({
      rename: (topic) => !readOnly && setAsked({ kind: 'rename', topic }),
      merge: (topics) => !readOnly && setAsked({ kind: 'merge', topics }),
    }),
    [readOnly],
  );
  return (
    <Place.Provider value={dialogs}>
      {children}
      {asked?.kind === 'rename' && <RenameDialog topic={asked.topic} onClose={close} />}
      {asked?.kind === 'merge' && <MergeDialog topics={asked.topics} onClose={close} />}
    </Place.Provider>
  );
}
