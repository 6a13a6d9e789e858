'use client';

import { useSyncExternalStore } from 'react';
import { stored } from './stored';

export type Language = 'en' | 'zh';

export const languages: readonly Language[] = ['en', 'zh'];

const choice = stored<Language>('theta.language', languages);

/** The reader's language now; components use useLanguage(). */
export function currentLanguage(): Language {
  return choice.get() ?? (/^zh/i.test(navigator.language) ? 'zh' : 'en');
}

/** The language of the interface. Pages are rendered in English in advance; the reader's follows at once. */
export function useLanguage(): Language {
  return useSyncExternalStore(choice.subscribe, currentLanguage, () => 'en');
}

export function setLanguage(language: Language) {
  choice.set(language);
}

/** The value of the lang attribute. */
export function languageTag(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : 'en';
}
