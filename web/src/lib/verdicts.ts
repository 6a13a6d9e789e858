// From which value on a measure is fair and good, as in the report. No paper fixes where a topic model becomes good:
// these are rules of thumb for ten words a topic, and most published models lie between the two bounds. Perplexity has
// none: it says something only beside another model of the same texts.
const bounds = { npmi: [0.05, 0.2], topic_diversity: [0.5, 0.75] } as const;

export type Verdict = 'good' | 'fair' | 'weak';

export function verdict(measure: keyof typeof bounds, value: number): Verdict {
  const [fair, good] = bounds[measure];
  if (value >= good) return 'good';
  return value >= fair ? 'fair' : 'weak';
}
