'use client';

import { useState } from 'react';
import { withWords, wordsOf, type Columns } from '@/lib/column_choice';
import { routes } from '@/lib/routes';
import { useColumns } from '@/lib/use_columns';
import { Button, ButtonLink } from '@/pieces/button';
import { Select, TextArea } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { Switch } from '@/pieces/switch';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';
import { TokenPreview } from './token_preview';
import { VocabularyLimits } from './vocabulary_limits';
import { WizardFrame } from './wizard_frame';

interface WordListProps {
  label: string;
  help: string;
  words: string[];
  onSave: (words: string[]) => void;
}

/** A list of words, one a line, used when asked: each change reads the files again. */
function WordList({ label, help, words, onSave }: WordListProps) {
  const text = useWords(importText);
  const saved = words.join('\n');
  const [draft, setDraft] = useState<string | null>(null);
  const changed = draft !== null && draft.trim() !== saved.trim();
  return (
    <div className={page.stack}>
      <TextArea
        label={label}
        help={help}
        rows={4}
        value={draft ?? saved}
        onChange={(event) => setDraft(event.target.value)}
      />
      {changed && (
        <Button
          onClick={() => {
            onSave(draft.split('\n'));
            setDraft(null);
          }}
        >
          {text.save}
        </Button>
      )}
    </div>
  );
}

function Settings({ columns, onChange }: { columns: Columns; onChange: (columns: Columns) => void }) {
  const words = useWords(importText);
  const set = (field: string, value: boolean) => {
    const next: Columns = { ...columns, [field]: value };
    if (!value) Reflect.deleteProperty(next, field); // off is the default of each
    onChange(next);
  };
  return (
    <div className={page.stack} style={{ alignContent: 'start' }}>
      <div>
        <h1>{words.cleaningTitle}</h1>
        <p className={page.sub}>{words.cleaningSub}</p>
      </div>
      <Select
        label={words.language}
        value={typeof columns.language === 'string' ? columns.language : 'auto'}
        onChange={(event) => onChange({ ...columns, language: event.target.value })}
      >
        {Object.entries(words.languages).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
      <div>
        <Switch
          label={words.stopWords}
          help={words.stopWordsHow}
          checked={columns.keep_stop_words !== true}
          onChange={(on) => set('keep_stop_words', !on)}
        />
        <Switch
          label={words.phrases}
          help={words.phrasesHow}
          checked={columns.phrases === true}
          onChange={(on) => set('phrases', on)}
        />
        <Switch
          label={words.stem}
          help={words.stemHow}
          checked={columns.stem === true}
          onChange={(on) => set('stem', on)}
        />
        <Switch
          label={words.numbers}
          help={words.numbersHow}
          checked={columns.keep_numbers !== true}
          onChange={(on) => set('keep_numbers', !on)}
        />
      </div>
      <WordList
        label={words.dictionary}
        help={words.dictionaryHow}
        words={wordsOf(columns.dictionary)}
        onSave={(list) => onChange(withWords(columns, 'dictionary', list))}
      />
      <WordList
        label={words.ownStop}
        help={words.ownStopHow}
        words={wordsOf(columns.stop_words)}
        onSave={(list) => onChange(withWords(columns, 'stop_words', list))}
      />
    </div>
  );
}

export function CleaningStep({ id }: { id: string }) {
  const words = useWords(importText);
  const { dataset, columns, change, saving, problem } = useColumns(id);
  const save = (next: Columns) => change(next);
  return (
    <WizardFrame
      id={id}
      step="cleaning"
      saving={saving}
      next={
        <ButtonLink kind="primary" href={routes.importing(id, 'summary')}>
          {words.nextSummary}
        </ButtonLink>
      }
    >
      <div className={styles.three}>
        <div>
          {problem && <Failure error={problem} title={words.columnsFailed} kept={words.columnsKept} />}
          <Settings columns={columns} onChange={save} />
        </div>
        <TokenPreview id={id} revision={dataset?.revision} columns={columns} onChange={save} />
        <VocabularyLimits id={id} revision={dataset?.revision} columns={columns} onChange={save} />
      </div>
    </WizardFrame>
  );
}
