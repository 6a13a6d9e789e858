'use client';

import { Boxes, Link2 } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import type { Manifest } from '@/api/manifest';
import { useDataset, useModel, useTopics } from '@/api/queries';
import type { Topic } from '@/api/types';
import { moment } from '@/lib/format';
import { useKeys } from '@/lib/keys';
import { useLanguage } from '@/lib/language';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { bySize, slotsOf } from '@/lib/topic_slots';
import { Button, ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { Tabs } from '@/pieces/tabs';
import { Tag } from '@/pieces/tag';
import { useToast } from '@/pieces/toast';
import { TopicPill } from '@/pieces/topic_pill';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { modelText } from '@/text/model';
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';
import { KeyRow } from './key_row';
import styles from './model.module.css';
import { orders, TopicList, type Order } from './topic_list';
import { TopicWords } from './topic_words';

const wordsShown = 25;

function inOrder(topics: Topic[], order: Order): Topic[] {
  if (order === 'size') return bySize(topics);
  if (order === 'number') return [...topics].sort((a, b) => a.topic_id - b.topic_id);
  return [...topics].sort((a, b) => a.name.localeCompare(b.name));
}

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
  const { params, change } = useQueryState();
  const id = params.get('id');
  const model = useModel(id);
  const answer = useTopics(id, wordsShown);
  const dataset = useDataset(model.data?.dataset_id ?? null).data?.body;
  const order = orders.find((one) => one === params.get('order')) ?? 'size';
  const items = answer.data?.items;
  const slots = useMemo(() => slotsOf(items ?? []), [items]);
  const topics = useMemo(() => inOrder(items ?? [], order), [items, order]);
  const asked = params.get('topic');
  const chosen = topics.find((topic) => String(topic.topic_id) === asked) ?? topics[0];
  const keys = useMemo(() => {
    const step = (by: number) => () => {
      const at = topics.findIndex((topic) => topic === chosen);
      const next = topics[at + by];
      if (next) change({ topic: String(next.topic_id) });
      return true;
    };
    return { j: step(1), k: step(-1) };
  }, [topics, chosen, change]);
  useKeys(keys);
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
  const rank = chosen ? bySize(topics).indexOf(chosen) + 1 : 0;
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
      <KeyRow manifest={manifest} topics={items?.length} />
      <div className={styles.columns}>
        {items ? (
          <TopicList
            topics={topics}
            slots={slots}
            chosen={chosen?.topic_id}
            order={order}
            onChoose={(topic) => change({ topic: String(topic) })}
            onOrder={(next) => change({ order: next === 'size' ? null : next })}
          />
        ) : (
          <div className={styles.listColumn}>
            {answer.error ? (
              <Failure error={answer.error} title={words.failed} retry={() => void answer.refetch()} />
            ) : (
              <Loading rows={10} />
            )}
          </div>
        )}
        <section className={styles.detail} aria-live="polite">
          {chosen && (
            <>
              <div className={styles.detailHead}>
                <TopicPill topic={chosen.topic_id} slot={slots.get(chosen.topic_id)} />
                <span className="second">{words.rank(rank, topics.length, chosen.share)}</span>
              </div>
              <TopicWords topic={chosen} slot={slots.get(chosen.topic_id)} />
            </>
          )}
        </section>
        <aside className={styles.facts}>
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
        </aside>
      </div>
    </>
  );
}
