'use client';

import { setLanguage, useLanguage } from '@/lib/language';
import { setTheme, useTheme } from '@/lib/theme';
import { Segmented } from '@/pieces/segmented';
import page from '@/styles/page.module.css';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';

export function LookPart() {
  const words = useWords(settingsText);
  const language = useLanguage();
  const theme = useTheme();
  return (
    <section>
      <div className={page.section}>
        <h2>{words.parts.look}</h2>
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
  );
}
