import { reasons, type Reason } from '@/text/reasons';
import type { Language } from './language';

interface Pattern {
  reason: Reason;
  test: RegExp;
}

// {} in the middle takes as little as it can, at the end what is left.
function patternOf(reason: Reason): Pattern {
  const parts = reason.says.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { reason, test: new RegExp(`^${parts.join('(.*?)')}$`, 's') };
}

// Sentences with nothing put in come first: "name: the file is empty" is one of several that end alike.
const patterns: Pattern[] = [...reasons]
  .sort((a, b) => a.says.split('{}').length - b.says.split('{}').length)
  .map(patternOf);

/** A sentence of the server in the reader's language; as it came where it is not known. */
export function reasonIn(language: Language, text: string): string {
  for (const { reason, test } of patterns) {
    const found = test.exec(text);
    if (found === null) continue;
    const words = language === 'zh' ? reason.zh : reason.en;
    if (words === undefined) return text;
    return words.replace(/\{(\d)\}/g, (_, place: string) => {
      const given = found[1 + Number(place)] ?? '';
      // What was put in may be a reason of its own, such as that of a row.
      return given === text ? given : reasonIn(language, given);
    });
  }
  return text;
}
