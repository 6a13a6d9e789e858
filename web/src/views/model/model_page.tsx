'use client';

import { Boxes, Link2 } from 'lucide-react';
import Link from 'next/link';
import type { Manifest } from '@/api/manifest';
import { useDataset, useModel } from '@/api/queries';
import { moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { Tabs } from '@/pieces/tabs';
import { Tag } from '@/pieces/tag';
import { useToast } from '@/pieces/toast';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { modelText } from '@/text/model';
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';
import { KeyRow } from './key_row';
import styles from './model.module.css';
import { Overview } from './overview';

function Missing() {
  const words = useWords(modelText);
  const models = useWords(modelsText);
  return (
    <div className={page.page}>
      <PageTitle path={[{ name: models.title, href: routes.models }]} title={words.missing} />
      <Empty
        icon={<Boxes size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={words.missing}
        action={<ButtonLink href={routes.models}>{words.all}</ButtonLink>}
      >
        {words.missingText}
      </Empty>
    </div>
  );
}

export function ModelPage() {
  const words = useWords(modelText);
  const kinds = useWords(modelsText);
  const language = useLanguage();
  const say = useToast();
  const { params } = useQueryState();
  const id = params.get('id');
  const model = useModel(id);
  const dataset = useDataset(model.data?.dataset_id ?? null).data?.body;
  if (id === null || model.error?.status === 404) return <Missing />;
  if (!model.data) {
    return (
      <div className={page.page}>
        <PageTitle title={kinds.title} />
        {model.error ? (
          <Failure error={model.error} title={words.failed} retry={() => void model.refetch()} />
        ) : (
          <Loading rows={8} />
        )}
      </div>
    );
  }
  const { data } = model;
  const manifest = data.manifest as Manifest;
  const copyLink = () => {
    void navigator.clipboard.writeText(location.href).then(() => say({ text: words.linkCopied }));
  };
  return (
    <>
      <PageTitle
        path={[{ name: kinds.title, href: routes.models }]}
        title={data.name}
        tag={<Tag>{modelKind(kinds, data.type)}</Tag>}
      />
      <div className={styles.tabRow}>
        <Tabs
          label={words.tabs}
          current={words.overview}
          tabs={[{ name: words.overview, href: routes.model(id) }]}
        />
        <span className={styles.tabActions}>
          <Button
            kind="quiet"
            icon={<Link2 size={16} strokeWidth={1.75} aria-hidden="true" />}
            onClick={copyLink}
          >
            {words.copyLink}
          </Button>
          <ButtonLink href={routes.analyzeWith(id)}>{words.analyze}</ButtonLink>
        </span>
      </div>
      <KeyRow manifest={manifest} />
      <Overview id={id} />
      <section className={styles.facts} aria-label={words.facts}>
        <dl className={page.facts}>
          {manifest.model_reason !== undefined && (
            <>
              <dt>{words.why}</dt>
              <dd>{manifest.model_reason}</dd>
            </>
          )}
          {dataset && (
            <>
              <dt>{words.dataset}</dt>
              <dd>
                <Link href={routes.dataset(dataset.dataset_id)}>{dataset.name}</Link>
              </dd>
            </>
          )}
          {data.task_id !== null && (
            <>
              <dt>{words.job}</dt>
              <dd>
                <Link href={routes.job(data.task_id)}>{words.openJob}</Link>
              </dd>
            </>
          )}
          <dt>{words.made}</dt>
          <dd>{moment(data.created_at, language)}</dd>
        </dl>
      </section>
    </>
  );
}
