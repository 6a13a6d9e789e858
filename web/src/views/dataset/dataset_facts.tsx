'use client';

import Link from 'next/link';
import { useModels } from '@/api/queries';
import type { Profile } from '@/api/survey';
import type { Dataset, DatasetFile } from '@/api/types';
import { bytes, count, moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import page from '@/styles/page.module.css';
import { dataText } from '@/text/data';
import { datasetText } from '@/text/dataset';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import { Findings } from '../import/findings';
import styles from './dataset.module.css';

interface DatasetFactsProps {
  dataset: Dataset;
  files: DatasetFile[];
  profile: Profile | undefined;
}

export function DatasetFacts({ dataset, files, profile }: DatasetFactsProps) {
  const words = useWords(datasetText);
  const data = useWords(dataText);
  const imports = useWords(importText);
  const language = useLanguage();
  const models = useModels({ dataset_id: dataset.dataset_id, limit: 100 }).data?.items;
  return (
    <div className={`${styles.facts} ${page.loose}`} style={{ alignContent: 'start' }}>
      <section>
        <h2>{data.models}</h2>
        {models && models.length === 0 && <p className="second">{data.noModels}</p>}
        <ul className={styles.list}>
          {models?.map((model) => (
            <li key={model.model_id}>
              <Link href={routes.model(model.model_id)}>{model.name}</Link>{' '}
              <span className="caption">{moment(model.created_at, language)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{data.facts}</h2>
        <dl className={page.facts}>
          <dt>{words.file}</dt>
          <dd>
            {files.map((file) => (
              <div key={file.name}>
                {file.name}{' '}
                <span className="caption">
                  {file.status === 'complete' ? bytes(file.bytes) : data.partial}
                </span>
              </div>
            ))}
          </dd>
          {profile && (
            <>
              <dt>{data.reading}</dt>
              <dd>
                <Findings findings={profile.reading} />
              </dd>
              <dt>{words.languages}</dt>
              <dd>
                {Object.entries(profile.languages)
                  .map(([name, documents]) => `${name} ${count(Number(documents), language)}`)
                  .join(' · ')}
              </dd>
              {profile.duplicates && (
                <>
                  <dt>{words.duplicates}</dt>
                  <dd>{imports.duplicates(profile.duplicates.exact, profile.duplicates.near)}</dd>
                </>
              )}
              <dt>{words.hash}</dt>
              <dd className={styles.hash}>{profile.hash}</dd>
            </>
          )}
          <dt>{words.made}</dt>
          <dd>{moment(dataset.created_at, language)}</dd>
          <dt>{words.changed}</dt>
          <dd>{moment(dataset.updated_at, language)}</dd>
        </dl>
      </section>
    </div>
  );
}
