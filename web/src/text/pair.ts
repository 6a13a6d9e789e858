import { useLanguage, type Language } from '@/lib/language';

/** The words of one part of the interface in both languages, side by side. The second has the shape of the first. */
export interface Pair<Words> {
  en: Words;
  zh: Words;
}

export function pair<Words>(en: Words, zh: NoInfer<Words>): Pair<Words> {
  return { en, zh };
}

export function useWords<Words>(words: Pair<Words>): Words {
  return words[useLanguage()];
}

export function wordsIn<Words>(words: Pair<Words>, language: Language): Words {
  return words[language];
}

/** "1 topic", "2 topics": English has two forms, Chinese one. */
export function plural(value: number, one: string, many: string): string {
  return value === 1 ? one : many;
}
