'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSystem } from '@/api/admin';
import { get } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useVersion } from '@/api/queries';
import { useSession } from '@/api/session';
import { bytes } from '@/lib/format';
import { Failure } from '@/pieces/states';
import { Tag } from '@/pieces/tag';
import page from '@/styles/page.module.css';
import { adminText } from '@/text/admin';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';
import { isAdmin } from './parts';

function Answering({ good, children }: { good: boolean; children: ReactNode }) {
  const Icon = good ? CircleCheck : CircleX;
  return (
    <Tag tone={good ? 'ok' : 'err'} icon={<Icon strokeWidth={1.75} aria-hidden="true" />}>
      {children}
    </Tag>
  );
}

function Health() {
  const words = useWords(settingsText);
  const { data, error } = useQuery<{ status: string }, Problem>({
    queryKey: ['/readyz'],
    queryFn: ({ signal }) => get('/readyz', signal),
    retry: false,
  });
  if (error)
    return (
      <Answering good={false}>
        {words.notReady}: {error.message}
      </Answering>
    );
  return data ? <Answering good>{words.ready}</Answering> : null;
}

/** Parts, queue, workers and load, as they are now: lines of a list of facts. */
function Whole() {
  const words = useWords(adminText);
  const { data, error, refetch } = useSystem();
  if (error && !data)
    return (
      <>
        <dt>{words.queue}</dt>
        <dd>
          <Failure error={error} title={words.failedList} retry={() => void refetch()} />
        </dd>
      </>
    );
  if (!data) return null;
  const { http, disk } = data;
  return (
    <>
      {data.parts.map((part) => [
        <dt key={part.name}>{words.parts[part.name]}</dt>,
        <dd key={`${part.name} state`}>
          <Answering good={part.answers}>{part.answers ? words.answers : words.silent}</Answering>{' '}
          {part.kind !== null && words.kinds[part.kind]}
        </dd>,
      ])}
      <dt>{words.queue}</dt>
      <dd>
        {Object.entries(data.tasks ?? {})
          .filter(([, tasks]) => tasks > 0)
          .map(([state, tasks]) => `${words.count(tasks)} ${words.states[state] ?? state}`)
          .join(' · ') || words.count(0)}
      </dd>
      <dt>{words.workers}</dt>
      <dd>
        {data.workers.length === 0
          ? words.idle
          : data.workers.map((worker) => (
              <div key={worker.name}>
                <span className="mono">{worker.name}</span> {words.holds(worker.tasks, worker.since)}
              </div>
            ))}
      </dd>
      {disk.bytes !== null && disk.free_bytes !== null && (
        <>
          <dt>{words.disk}</dt>
          <dd>{words.free(bytes(disk.free_bytes), bytes(disk.bytes))}</dd>
        </>
      )}
      <dt>{words.requests}</dt>
      <dd>{words.requestsNow(words.count(http.requests), http.requests_running, http.requests_waiting)}</dd>
      <dt>{words.connections}</dt>
      <dd>{words.connectionsNow(http.connections, http.event_streams)}</dd>
      <dt>{words.started}</dt>
      <dd>{words.time(data.started_at)}</dd>
      <dt>{words.accounts}</dt>
      <dd>{data.accounts ? words.yes : words.no}</dd>
    </>
  );
}

export function SystemPart() {
  const words = useWords(settingsText);
  const session = useSession();
  const { data: version } = useVersion();
  return (
    <section>
      <div className={page.section}>
        <h2>{words.parts.system}</h2>
      </div>
      <dl className={page.facts}>
        <dt>{words.version}</dt>
        <dd>{version?.version}</dd>
        <dt>{words.health}</dt>
        <dd>
          <Health />
        </dd>
        <dt>{words.docs}</dt>
        <dd>
          <a href="/api/docs">{words.openDocs}</a>
        </dd>
        {(isAdmin(session) || session.kind === 'single') && <Whole />}
      </dl>
    </section>
  );
}
