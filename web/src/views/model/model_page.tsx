'use client';

import { Boxes, Eye, EyeOff, Link2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, type ComponentType } from 'react';
import { useModel } from '@/api/queries';
import { useOpenedByLink, useSharedModel } from '@/api/share';
import { shareEnding } from '@/api/share_token';
import type { Overview } from '@/api/views';
import { useView } from '@/api/view_queries';
import { withQuery } from '@/api/client';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { inOrder, slotOf, topicOrders } from '@/lib/topic_order';
import { Button, ButtonLink } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { Tabs } from '@/pieces/tabs';
import { Tag } from '@/pieces/tag';
import { useToast } from '@/pieces/toast';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { modelKind, modelsText } from '@/text/models';
import { sharedText } from '@/text/shared';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { lambdaOf } from './lambda';
import { LinkEnded } from './link_ended';
import styles from './model_page.module.css';
import { TopicDialogs } from './topic_dialogs';
import { WorkspaceProvider, type Workspace } from './workspace';
import { WorkspaceKeys } from './workspace_keys';

const loaders = {
  overview: () => import('./overview_tab').then((module) => ({ default: module.OverviewTab })),
  topic: () => import('./topic_tab').then((module) => ({ default: module.TopicTab })),
  words: () => import('./words_tab').then((module) => ({ default: module.WordsTab })),
  documents: () => import('./documents_tab').then((module) => ({ default: module.DocumentsTab })),
  time: () => import('./time_tab').then((module) => ({ default: module.TimeTab })),
  groups: () => import('./groups_tab').then((module) => ({ default: module.GroupsTab })),
  relations: () => import('./relations_tab').then((module) => ({ default: module.RelationsTab })),
  quality: () => import('./quality_tab').then((module) => ({ default: module.QualityTab })),
  edits: () => import('./edits_tab').then((module) => ({ default: module.EditsTab })),
  export: () => import('./export_tab').then((module) => ({ default: module.ExportTab })),
} satisfies Record<string, () => Promise<{ default: ComponentType }>>;

type TabName = keyof typeof loaders;
const tabNames = Object.keys(loaders) as TabName[];
const views: Record<TabName, ComponentType> = {
  overview: lazy(loaders.overview),
  topic: lazy(loaders.topic),
  words: lazy(loaders.words),
  documents: lazy(loaders.documents),
  time: lazy(loaders.time),
  groups: lazy(loaders.groups),
  relations: lazy(loaders.relations),
  quality: lazy(loaders.quality),
  edits: lazy(loaders.edits),
  export: lazy(loaders.export),
};

function Missing() {
  const words = useWords(workspaceText);
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

function TabRow({ current, href }: { current: TabName; href: Workspace['href'] }) {
  const words = useWords(workspaceText);
  const say = useToast();
  const copyLink = () => {
    void navigator.clipboard.writeText(location.href).then(() => say({ text: words.linkCopied }));
  };
  return (
    <div className={styles.tabRow}>
      <Tabs
        label={words.views}
        current={words.tabs[current]}
        tabs={tabNames.map((name) => ({
          name: words.tabs[name],
          href: href({ tab: name === 'overview' ? null : name }),
        }))}
      />
      <Button
        kind="quiet"
        className={styles.copyLink ?? ''}
        icon={<Link2 size={16} strokeWidth={1.75} aria-hidden="true" />}
        onClick={copyLink}
      >
        {words.copyLink}
      </Button>
    </div>
  );
}

// What a change of the view leaves behind: filters belong to one view each.
const kept = ['id', 'topic', 'lambda', 'order'];

/** That nothing can be changed here, and for how long the link lasts. */
function ReadOnlyTag({ until }: { until: string | undefined }) {
  const words = useWords(sharedText);
  return (
    <Tag icon={<Eye size={14} strokeWidth={1.75} aria-hidden="true" />}>
      {words.readOnly}
      {until !== undefined && <span className={styles.until}>{words.until(until)}</span>}
    </Tag>
  );
}

/** The model workspace: ten views of one model, all of whose choices are in the address. */
export function ModelPage() {
  const words = useWords(workspaceText);
  const kinds = useWords(modelsText);
  const { params, change } = useQueryState();
  const id = params.get('id');
  const readOnly = useOpenedByLink();
  const link = useSharedModel();
  const tab = tabNames.find((name) => name === params.get('tab')) ?? 'overview';
  // The code of the view comes while its data is asked for, not after.
  useEffect(() => void loaders[tab](), [tab]);
  const model = useModel(id);
  const lambda = lambdaOf(params.get('lambda'));
  const answer = useView<Overview>(id, 'topic-overview', { top_k: 10 });
  const order = topicOrders.find((one) => one === params.get('order')) ?? 'size';
  const asked = params.get('topic');
  // Charts lay out their topics anew when these change: the topics of an answer stay the same while one is chosen.
  const topics = useMemo(
    () => inOrder(answer.data?.topics.filter((topic) => !topic.hidden) ?? [], order),
    [answer.data, order],
  );
  const charted = useMemo(
    () =>
      topics.map((topic) => ({
        id: topic.topic_id,
        name: topic.name,
        share: topic.share,
        slot: slotOf(topic),
      })),
    [topics],
  );
  const workspace = useMemo<Workspace | null>(() => {
    if (model.data === undefined || answer.data === undefined) return null;
    const chosen = topics.find((topic) => String(topic.topic_id) === asked) ?? topics[0];
    if (chosen === undefined) return null;
    const byId = new Map(topics.map((topic) => [topic.topic_id, topic]));
    return {
      model: model.data,
      readOnly,
      figures: answer.data.figures,
      topics,
      charted,
      chosen,
      lambda,
      params,
      change,
      choose: (topic) => change({ topic: String(topic) }),
      href: (parts) => {
        const query: Record<string, string | undefined> = {};
        for (const name of kept) query[name] = params.get(name) ?? undefined;
        for (const [name, value] of Object.entries(parts)) query[name] = value ?? undefined;
        return withQuery('/model/', query) + shareEnding(location);
      },
      slot: (topic) => {
        const found = byId.get(topic);
        return found ? slotOf(found) : null;
      },
      nameOf: (topic) => byId.get(topic)?.name ?? String(topic),
    };
  }, [model.data, answer.data, topics, charted, asked, lambda, params, change, readOnly]);
  if (readOnly && (link.error?.status === 404 || model.error?.status === 404)) return <LinkEnded />;
  if (id === null || model.error?.status === 404) return <Missing />;
  const error = model.error ?? answer.error;
  const title = model.data && (
    <PageTitle
      path={readOnly ? [] : [{ name: kinds.title, href: routes.models }]}
      title={model.data.name}
      tag={
        <>
          <span className={readOnly ? styles.kind : undefined}>
            <Tag>{`${modelKind(kinds, model.data.type)} · K = ${answer.data?.figures.model_topics ?? '–'}`}</Tag>
          </span>
          {readOnly && <ReadOnlyTag until={link.data?.expires_at} />}
        </>
      }
    />
  );
  if (workspace === null) {
    const href: Workspace['href'] = (parts) =>
      withQuery('/model/', { id, tab: parts.tab ?? undefined }) + shareEnding(location);
    return (
      <>
        {title}
        {model.data && <TabRow current={tab} href={href} />}
        <div className={page.page}>
          {error ? (
            <Failure
              error={error}
              title={words.failed}
              kept={model.data && words.kept}
              retry={() => {
                void model.refetch();
                void answer.refetch();
              }}
            />
          ) : answer.data ? (
            <Empty
              icon={<EyeOff size={18} strokeWidth={1.75} aria-hidden="true" />}
              title={words.noTopics}
              action={<ButtonLink href={href({ tab: 'edits' })}>{words.openEdits}</ButtonLink>}
            >
              {words.noTopicsText}
            </Empty>
          ) : (
            <Loading rows={8} />
          )}
        </div>
      </>
    );
  }
  const View = views[tab];
  return (
    <WorkspaceProvider value={workspace}>
      <TopicDialogs>
        <WorkspaceKeys />
        <div className={styles.workspace}>
          {title}
          <TabRow current={tab} href={workspace.href} />
          <Suspense fallback={<Loading rows={8} />}>
            <View />
          </Suspense>
        </div>
      </TopicDialogs>
    </WorkspaceProvider>
  );
}
