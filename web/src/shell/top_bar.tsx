'use client';

import { Moon, Search, Sun } from 'lucide-react';
import { useLanguage, setLanguage, languages, languageTag } from '@/lib/language';
import { setTheme, useDark } from '@/lib/theme';
import { IconButton } from '@/pieces/button';
import { shellText } from '@/text/shell';
import { useWords } from '@/text/pair';
import { Account } from './account';
import { useTitlePlace } from './page_title';
import styles from './top_bar.module.css';

const names = { zh: '中文', en: 'English' };

export function LanguageSwitch() {
  const language = useLanguage();
  const words = useWords(shellText);
  return (
    <div className={styles.languages} role="group" aria-label={words.language}>
      {[...languages].reverse().map((one, index) => (
        <span key={one}>
          {index > 0 && <span aria-hidden="true"> / </span>}
          <button
            type="button"
            lang={languageTag(one)}
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
          >
            {names[one]}
          </button>
        </span>
      ))}
    </div>
  );
}

export function ThemeSwitch() {
  const words = useWords(shellText);
  const dark = useDark();
  const Icon = dark ? Moon : Sun;
  return (
    <IconButton label={dark ? words.toLight : words.toDark} onClick={() => setTheme(dark ? 'light' : 'dark')}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  );
}

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const words = useWords(shellText);
  const place = useTitlePlace();
  return (
    <header className={styles.bar}>
      <div ref={place} className={styles.title} />
      <button type="button" className={styles.search} onClick={onSearch}>
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.placeholder}>{words.search}</span>
        <kbd className={styles.key}>Ctrl K</kbd>
      </button>
      <LanguageSwitch />
      <ThemeSwitch />
      <Account />
    </header>
  );
}
