'use client';

import { Database, Settings2 } from 'lucide-react';
import { useDataset, useFiles } from '@/api/queries';
import { useSurvey, type Profile } from '@/api/survey';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { KeyFigure, KeyFigures } from '@/pieces/key_figure';
import { Empty, Failure, Loading } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { dataText } from '@/text/data';
import { datasetText } from '@/text/dataset';
import { useWords } from '@/text/pair';
import { SurveyState } from '../import/survey_state';
import styles from './dataset.module.css';
import { DatasetFacts } from './dataset_facts';
import { ProfileCharts } from './profile_charts';

function Figures({ profile }: { profile: Profile }) {
  const words = useWords(datasetText);
  const language = useLanguage();
  const { rows, vocabulary, characters } = profile;
  return (
    <KeyFigures>
      <KeyFigure
        value={count(rows.total, language)}
        unit={words.rows}
        meaning={words.rowsMeaning(rows.used, rows.dropped)}
      />
      <KeyFigure
        value={count(vocabulary.size, language)}
        unit={words.words}
        meaning={words.wordsMeaning(vocabulary.tokens)}
      />
      {characters && (
        <KeyFigure
          value={count(characters.median, language)}
          unit={words.length}
          meaning={words.lengthMeaning(characters.least, characters.most)}
        />
      )}
    </KeyFigures>
  );
}

export function DatasetPage() {
  const words = useWords(dataText);
  const { params } = useQueryState();
  const id = params.get('id');
  const query = useDataset(id);
  const files = useFiles(id);
  const dataset = query.data?.body;
  const arrived = files.data?.items.some((file) => file.status === 'complete') ?? false;
  const survey = useSurvey<Profile>(arrived ? id : null, dataset?.revision, 'profile');
  const path = [{ name: words.title, href: routes.data }];
  if (id === null || query.error?.status === 404) {
    return (
      <div className={page.page}>
        <PageTitle path={path} title={words.missing} />
        <Empty
          icon={<Database size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.missing}
          action={<ButtonLink href={routes.data}>{words.all}</ButtonLink>}
        >
          {words.missingText}
        </Empty>
      </div>
    );
  }
  if (!dataset) {
    return (
      <div className={page.page}>
        <PageTitle title={words.title} />
        {query.error ? (
          <Failure
            error={query.error}
            title={words.failed}
            kept={words.kept}
            retry={() => void query.refetch()}
          />
        ) : (
          <Loading rows={8} />
        )}
      </div>
    );
  }
  return (
    <>
      <PageTitle path={path} title={dataset.name} />
      <div className={page.page} style={{ paddingBottom: 16 }}>
        <div className={page.head} style={{ margin: 0 }}>
          <h1>{dataset.name}</h1>
          {arrived && (
            <div className={page.actions}>
              <ButtonLink
                href={routes.importing(id, 'columns')}
                icon={<Settings2 size={16} strokeWidth={1.75} aria-hidden="true" />}
              >
                {words.review}
              </ButtonLink>
              <ButtonLink kind="primary" href={routes.newModel(id)}>
                {words.newModel}
              </ButtonLink>
            </div>
          )}
        </div>
      </div>
      {survey.data && <Figures profile={survey.data} />}
      <div className={styles.columns}>
        <DatasetFacts dataset={dataset} files={files.data?.items ?? []} profile={survey.data} />
        <div className={styles.charts}>
          {files.data && !arrived && (
            <Empty
              icon={<Database size={18} strokeWidth={1.75} aria-hidden="true" />}
              title={words.noFiles}
              action={<ButtonLink href={routes.importing(id, 'file')}>{words.upload}</ButtonLink>}
            >
              {words.noFilesText}
            </Empty>
          )}
          {arrived &&
            (survey.data ? (
              <ProfileCharts profile={survey.data} />
            ) : (
              <SurveyState error={survey.error} retry={() => void survey.refetch()} />
            ))}
        </div>
      </div>
    </>
  );
}
