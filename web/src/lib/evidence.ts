import type { Span } from '@/api/views';

// How words of a passage are marked: by the topic that explains each best. At most four topics are marked, the
// largest; those outside focus borrow colours that the view does not use, and are dashed.

export const mostMarked = 4;
export const strongFrom = 0.38; // p(topic | word) of strong evidence

export interface MarkStyle {
  slot: number;
  borrowed: boolean;
}

/** Colours for the topics of one view, in the order given: their own, or a borrowed one. */
export function markStyles(topics: number[], slot: (topic: number) => number | null): Map<number, MarkStyle> {
  const own = topics.flatMap((topic) => slot(topic) ?? []);
  const free = [2, 3, 4, 7, 1, 8, 6, 5].filter((one) => !own.includes(one));
  const styles = new Map<number, MarkStyle>();
  for (const topic of topics) {
    const mine = slot(topic);
    if (mine !== null) styles.set(topic, { slot: mine, borrowed: false });
    else {
      const lent = free.shift();
      if (lent !== undefined) styles.set(topic, { slot: lent, borrowed: true });
    }
  }
  return styles;
}

/** The words that speak for a topic, the strongest first, each once. */
export function evidenceWords(spans: Span[], topic: number, most: number): string[] {
  const best = new Map<string, number>();
  for (const span of spans) {
    if (span.topic_id !== topic || span.word === undefined) continue;
    best.set(span.word, Math.max(best.get(span.word) ?? 0, span.strength ?? 0));
  }
  return [...best]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([word]) => word);
}

/** Where marked words stand along the text, 0 to 1, by characters. */
export function positions(
  spans: Span[],
  marked: Map<number, MarkStyle>,
): { at: number; width: number; topic: number }[] {
  const length = spans.reduce((all, span) => all + span.text.length, 0) || 1;
  let at = 0;
  return spans.flatMap((span) => {
    const from = at;
    at += span.text.length;
    if (span.topic_id === undefined || !marked.has(span.topic_id)) return [];
    return [{ at: from / length, width: span.text.length / length, topic: span.topic_id }];
  });
}

/** Guesses the language of corpus text, which picks its font and how lines break. */
export function languageOf(text: string): 'zh' | 'en' {
  const sample = text.slice(0, 400);
  const han = (sample.match(/[\u3400-\u9fff]/g) ?? []).length;
  return han * 4 > sample.replace(/\s/g, '').length ? 'zh' : 'en';
}
