'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { get } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useVersion } from '@/api/queries';
import { setLanguage, useLanguage } from '@/lib/language';
import { setTheme, useTheme } from '@/lib/theme';
import { Segmented } from '@/pieces/segmented';
import { Tag } from '@/pieces/tag';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';

function Health() {
  const words = useWords(settingsText);
  const { data, error } = useQuery<{ status: string }, Problem>({
    queryKey: ['/readyz'],
    queryFn: ({ signal }) => get('/readyz', signal),
    retry: false,
  });
  if (error)
    return (
      <Tag tone="err" icon={<CircleX strokeWidth={1.75} aria-hidden="true" />}>
        {words.notReady}: {error.message}
      </Tag>
    );
  if (!data) return null;
  return (
    <Tag tone="ok" icon={<CircleCheck strokeWidth={1.75} aria-hidden="true" />}>
      {words.ready}
    </Tag>
  );
}

export function SettingsPage() {
  const words = useWords(settingsText);
  const language = useLanguage();
  const theme = useTheme();
  const { data: version } = useVersion();
  return (
    <div className={`${page.page} ${page.narrow} ${page.loose}`}>
      <PageTitle title={words.title} />
      <h1>{words.title}</h1>
      <section>
        <div className={page.section}>
          <h2>{words.look}</h2>
          <span className="caption">{words.lookText}</span>
        </div>
        <dl className={page.facts}>
          <dt>{words.language}</dt>
          <dd>
            <Segmented
              label={words.language}
              value={language}
              options={[
                { value: 'zh', name: '中文' },
                { value: 'en', name: 'English' },
              ]}
              onChange={setLanguage}
            />
          </dd>
          <dt>{words.theme}</dt>
          <dd>
            <Segmented
              label={words.theme}
              value={theme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                name: words.themes[value],
              }))}
              onChange={setTheme}
            />
          </dd>
        </dl>
      </section>
      <section>
        <div className={page.section}>
          <h2>{words.system}</h2>
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
        </dl>
      </section>
    </div>
  );
}
