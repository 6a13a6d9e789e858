'use client';

import { ArrowRight, Copy } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { Citation } from '@/api/views';
import { useView } from '@/api/view_queries';
import { moment } from '@/lib/format';
import { useLanguage, type Language } from '@/lib/language';
import { Button } from '@/pieces/button';
import { Segmented } from '@/pieces/segmented';
import { Failure, Loading } from '@/pieces/states';
import { useToast } from '@/pieces/toast';
import { exportText } from '@/text/export_cite';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { ExportFiles } from './export_files';
import styles from './export_tab.module.css';
import { ShareLinks } from './share_links';
import { useWorkspace } from './workspace';

interface Facts {
  program_version?: string;
  recipe?: string;
  seed?: number;
  corpus?: { hash?: string };
}

function CopyButton({ text }: { text: string }) {
  const words = useWords(exportText);
  const say = useToast();
  return (
    <Button
      icon={<Copy size={16} strokeWidth={1.75} aria-hidden="true" />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => say({ text: words.copied }))}
    >
      {words.copy}
    </Button>
  );
}

function ManifestFacts() {
  const words = useWords(exportText);
  const language = useLanguage();
  const { model } = useWorkspace();
  const facts = model.manifest as Facts;
  const rows: [string, string | undefined][] = [
    [words.program, facts.program_version === undefined ? undefined : `THETA ${facts.program_version}`],
    [words.dataHash, facts.corpus?.hash],
    [words.recipe, facts.recipe],
    [words.seed, facts.seed?.toString()],
    [words.made, moment(model.created_at, language)],
  ];
  return (
    <section>
      <h2>{words.manifest}</h2>
      <dl className={styles.facts}>
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function FigureLinks() {
  const words = useWords(exportText);
  const { href } = useWorkspace();
  const figures = [
    [words.figure.map, href({ tab: null })],
    [words.figure.terms, href({ tab: 'topic' })],
    [words.figure.stream, href({ tab: 'time' })],
    [words.figure.heat, href({ tab: 'groups' })],
    [words.figure.network, href({ tab: 'relations' })],
  ] as const;
  return (
    <section>
      <h2>{words.figures}</h2>
      <p className="caption">{words.figuresHow}</p>
      <ul className={styles.figures}>
        {figures.map(([name, to]) => (
          <li key={name}>
            <Link href={to}>
              {name}
              <ArrowRight size={16} strokeWidth={1.75} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Everything to take home: files, the paragraph for a paper, references, a link for others. */
export function ExportTab() {
  const words = useWords(exportText);
  const shared = useWords(workspaceText);
  const interfaceLanguage = useLanguage();
  const { model, readOnly } = useWorkspace();
  const [language, setLanguage] = useState<Language>(interfaceLanguage);
  const { data, error, refetch } = useView<Citation>(model.model_id, 'citation');
  return (
    <div className={`${readOnly ? columns.mainDetail : columns.three} ${styles.columns}`}>
      {!readOnly && (
        <div className={`${columns.column} ${styles.stack}`}>
          <ExportFiles />
          <ShareLinks />
        </div>
      )}
      <div className={`${columns.column} ${styles.stack}`}>
        {error && !data && <Failure error={error} title={shared.viewFailed} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={8} />}
        {data && (
          <>
            <section>
              <div className={styles.head}>
                <h2>{words.methods}</h2>
                <Segmented
                  label={words.language}
                  value={language}
                  options={[
                    { value: 'en', name: 'English' },
                    { value: 'zh', name: '中文' },
                  ]}
                  onChange={setLanguage}
                />
                <CopyButton text={data.methods[language]} />
              </div>
              <p className="caption">{words.methodsHow}</p>
              <p className={styles.methods} lang={language === 'zh' ? 'zh-Hans' : 'en'}>
                {data.methods[language]}
              </p>
            </section>
            <section>
              <div className={styles.head}>
                <h2>{words.bibtex}</h2>
                <CopyButton text={data.bibtex} />
              </div>
              <pre className={styles.bibtex} tabIndex={0} aria-label={words.bibtex}>
                {data.bibtex}
              </pre>
            </section>
          </>
        )}
      </div>
      <div className={`${columns.column} ${styles.stack}`}>
        <FigureLinks />
        <ManifestFacts />
      </div>
    </div>
  );
}
