'use client';

import {
  Boxes,
  CornerDownLeft,
  Database,
  Keyboard,
  Languages,
  Moon,
  Search,
  Upload,
  type LucideIcon,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Dialog as Radix } from 'radix-ui';
import { useDatasets, useModels } from '@/api/queries';
import { setLanguage, useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { cutAtHits, matches } from '@/lib/search';
import { setTheme, useDark } from '@/lib/theme';
import { paletteText } from '@/text/palette';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import styles from './palette.module.css';
import { sections } from './sections';

interface Entry {
  type: string;
  name: string;
  icon: LucideIcon;
  run: () => void;
}

const mostShown = 12;

function useEntries(onKeys: () => void): Entry[] {
  const words = useWords(paletteText);
  const shell = useWords(shellText);
  const router = useRouter();
  const language = useLanguage();
  const dark = useDark();
  const models = useModels({ limit: 200 }).data?.items ?? [];
  const datasets = useDatasets({ limit: 200 }).data?.items ?? [];
  const go = (path: string) => () => router.push(path);
  return [
    ...sections.map(({ name, href, icon }) => ({ type: words.page, name: shell[name], icon, run: go(href) })),
    { type: words.action, name: words.importFile, icon: Upload, run: go(routes.importing()) },
    {
      type: words.action,
      name: words.otherLanguage,
      icon: Languages,
      run: () => setLanguage(language === 'en' ? 'zh' : 'en'),
    },
    {
      type: words.action,
      name: dark ? shell.toLight : shell.toDark,
      icon: Moon,
      run: () => setTheme(dark ? 'light' : 'dark'),
    },
    { type: words.action, name: words.keys, icon: Keyboard, run: onKeys },
    ...models.map((model) => ({
      type: words.model,
      name: model.name,
      icon: Boxes,
      run: go(routes.model(model.model_id)),
    })),
    ...datasets.map((dataset) => ({
      type: words.dataset,
      name: dataset.name,
      icon: Database,
      run: go(routes.dataset(dataset.dataset_id)),
    })),
  ];
}

function Marked({ text, query }: { text: string; query: string }) {
  return cutAtHits(text, query).map((piece, index) => (index % 2 === 1 ? <b key={index}>{piece}</b> : piece));
}

/** Everything that can be reached or done, found by typing. */
export function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const words = useWords(paletteText);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const all = useEntries(onKeys);
  const found = all.filter((entry) => matches(`${entry.type} ${entry.name}`, query)).slice(0, mostShown);
  const at = Math.min(chosen, found.length - 1);
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.shade} />
        <Radix.Content className={styles.box} aria-describedby={undefined}>
          <Radix.Title className="hidden">{words.title}</Radix.Title>
          <div className={styles.head}>
            <Search size={18} strokeWidth={1.75} aria-hidden="true" />
            <input
              className={styles.input}
              role="combobox"
              aria-expanded="true"
              aria-controls="palette-list"
              aria-activedescendant={at >= 0 ? `palette-${at}` : undefined}
              aria-label={words.title}
              placeholder={words.placeholder}
              value={query}
              autoFocus
              onChange={(event) => {
                setQuery(event.target.value);
                setChosen(0);
              }}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown') setChosen(Math.min(at + 1, found.length - 1));
                else if (event.key === 'ArrowUp') setChosen(Math.max(at - 1, 0));
                else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(found[at]);
                else return;
                event.preventDefault();
              }}
            />
          </div>
          <ul id="palette-list" role="listbox" aria-label={words.title} className={styles.list}>
            {found.map((entry, index) => (
              <li
                key={`${entry.type}${index}`}
                id={`palette-${index}`}
                role="option"
                aria-selected={index === at}
                className={styles.row}
                onPointerMove={() => setChosen(index)}
                onClick={() => run(entry)}
              >
                <span className={styles.type}>{entry.type}</span>
                <entry.icon size={16} strokeWidth={1.75} aria-hidden="true" />
                <span className={styles.name}>
                  <Marked text={entry.name} query={query} />
                </span>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className={styles.none}>{words.none(query)}</p>}
          <div className={styles.foot} aria-hidden="true">
            <kbd>↑</kbd>
            <kbd>↓</kbd> {words.move}
            <CornerDownLeft size={13} /> {words.open}
            <kbd>Esc</kbd> {words.close}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
