'use client';

import { useEstimate } from '@/api/estimate';
import { useSurvey, type Profile } from '@/api/survey';
import type { Columns } from '@/lib/column_choice';
import { memoryOf, timeOf } from '@/lib/estimate';
import { count, decimal } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { useColumns } from '@/lib/use_columns';
import { ButtonLink } from '@/pieces/button';
import { Select } from '@/pieces/field';
import { KeyFigure, KeyFigures } from '@/pieces/key_figure';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import { LengthChart } from '../dataset/length_chart';
import { Dropped } from './dropped';
import { SurveyState } from './survey_state';
import { WizardFrame } from './wizard_frame';

interface FiguresProps {
  id: string;
  revision: number | undefined;
  profile: Profile;
}

function Figures({ id, revision, profile }: FiguresProps) {
  const words = useWords(importText);
  const language = useLanguage();
  const estimate = useEstimate({ type: 'train', dataset_id: id }, revision).data;
  return (
    <KeyFigures>
      <KeyFigure
        value={count(profile.rows.used, language)}
        unit={words.used}
        meaning={words.usedMeaning(profile.rows.total)}
      />
      <KeyFigure
        value={count(profile.rows.dropped, language)}
        unit={words.dropped}
        meaning={words.droppedMeaning}
      />
      <KeyFigure
        value={count(profile.vocabulary.size, language)}
        unit={words.words}
        meaning={words.wordsMeaning(decimal(profile.words?.mean ?? 0, 1))}
      />
      {estimate && (
        <KeyFigure
          value={timeOf(estimate, language)}
          unit={words.takes}
          meaning={words.takesMeaning(memoryOf(estimate))}
        />
      )}
    </KeyFigures>
  );
}

interface DuplicatesProps {
  profile: Profile;
  columns: Columns;
  onChange: (columns: Columns) => void;
}

function Duplicates({ profile, columns, onChange }: DuplicatesProps) {
  const words = useWords(importText);
  const found = profile.duplicates;
  if (!found || found.exact + found.near === 0) return null;
  return (
    <Select
      label={words.duplicatesWhat}
      help={words.duplicates(found.exact, found.near)}
      value={typeof columns.duplicates === 'string' ? columns.duplicates : 'keep'}
      onChange={(event) => onChange({ ...columns, duplicates: event.target.value })}
    >
      {Object.entries(words.duplicatesWays).map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Select>
  );
}

export function SummaryStep({ id }: { id: string }) {
  const words = useWords(importText);
  const { dataset, columns, change, saving } = useColumns(id);
  const query = useSurvey<Profile>(id, dataset?.revision, 'profile');
  const profile = query.data;
  return (
    <WizardFrame
      id={id}
      step="summary"
      saving={saving}
      next={
        <ButtonLink kind="primary" href={routes.newModel(id)}>
          {words.ownSettings}
        </ButtonLink>
      }
    >
      {profile && <Figures id={id} revision={dataset?.revision} profile={profile} />}
      <div className={page.split}>
        <div className={`${page.page} ${page.loose}`} style={{ alignContent: 'start' }}>
          <div>
            <h1>{words.summaryTitle}</h1>
            <p className={page.sub}>{words.summarySub}</p>
          </div>
          {profile ? (
            <>
              <LengthChart lengths={profile.characters} />
              <Duplicates profile={profile} columns={columns} onChange={(next) => change(next)} />
            </>
          ) : (
            <SurveyState error={query.error} retry={() => void query.refetch()} />
          )}
        </div>
        <aside className={`${page.side} ${page.loose}`} style={{ alignContent: 'start' }}>
          {profile && <Dropped id={id} profile={profile} />}
        </aside>
      </div>
    </WizardFrame>
  );
}
