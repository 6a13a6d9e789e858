// What the views of a model answer.

export interface Unavailable {
  available: false;
  reason: string;
  suggestions: string[];
}

export interface Word {
  word: string;
  probability: number;
  relevance: number;
  lift: number;
  count: number; // uses in the corpus
  topic_count: number; // uses that the topic accounts for
  topic_share: number; // p(topic | word)
}

export type Trend = 'rising' | 'falling' | 'steady' | (string & {});

export interface ViewTopic {
  topic_id: number;
  name: string;
  renamed: boolean;
  hidden: boolean;
  members: number[];
  slot: number | null; // 0 to 7
  share: number;
  documents: number;
  npmi: number | null;
  exclusivity: number;
  trend: Trend | null;
  gain: number | null;
  words: Word[];
}

export interface SimilarTopic {
  topic_id: number;
  name: string;
  similarity: number;
}

export type WholeTopic = ViewTopic & { similar: SimilarTopic[] };

export interface Figures {
  documents: number;
  tokens: number;
  vocabulary: number;
  topics: number;
  model_topics: number;
  hidden_topics: number;
  weak_below: number;
  npmi: number | null;
  topic_diversity: number | null;
  perplexity: number | null;
}

export interface Overview {
  revision: number;
  lambda: number;
  figures: Figures;
  topics: (ViewTopic & { x: number | null; y: number | null })[];
}

export interface Page<Item> {
  items: Item[];
  total: number;
  limit: number;
  offset: number;
}

export interface Slice {
  label: string;
  first: string;
  end: string;
  documents: number;
  tokens: number;
}

export interface Life {
  mean_share: number;
  peak: number;
  birth: number | null;
  fading: number | null;
  trend: Trend;
  gain: number;
  gain_low: number;
  gain_high: number;
}

interface TimesHead {
  available: true;
  bin: string;
  undated_documents: number;
  few_documents: number;
}

export interface Drift {
  slices: string[];
  topics: { topic_id: number; name: string; top: { word: string; probability: number }[][] }[];
}

export interface Times extends TimesHead {
  slices: Slice[];
  topics: { topic_id: number; name: string; share: number[]; low: number[]; high: number[]; life: Life }[];
  rising: number[];
  falling: number[];
  drift: Drift | null;
}

export interface Timeline extends TimesHead {
  slices: (Slice & { share: number; low: number; high: number })[];
  life: Life;
}

export interface Groups {
  available: true;
  columns: { name: string; values: number; is_whole: boolean }[];
  column: string;
  total_values: number;
  documents_without: number;
  values: { value: string; documents: number; tokens: number }[];
  topics: {
    topic_id: number;
    name: string;
    share: number[];
    low: number[];
    high: number[];
    documents: number[];
    effect: (number | null)[];
    effect_low: (number | null)[];
    effect_high: (number | null)[];
  }[];
}

export interface Figure {
  name: string;
  value: number | null;
  better: 'up' | 'down';
  verdict: 'good' | 'fair' | 'poor' | null;
  thresholds: { good: number; poor: number } | null;
  definition: { en: string; zh: string };
}

export interface Metrics {
  left_out: boolean;
  figures: Figure[];
  topics: {
    topic_id: number;
    name: string;
    share: number;
    documents: number;
    npmi: number | null;
    c_v: number | null;
    u_mass: number | null;
    exclusivity: number;
  }[];
}

export interface WordPlaces {
  word: string;
  count: number;
  topics: { topic_id: number; name: string; probability: number; rank: number; topic_share: number }[];
  passages: (Passage & { topic_id: number })[];
}

export interface Passage {
  document: number;
  row: number;
  file: string;
  time: string;
  label: string;
  text: string;
  weight: number | null;
}

export interface Network {
  threshold: number;
  nodes: { topic_id: number; name: string; share: number; x: number; y: number; degree: number }[];
  edges: { source: number; target: number; similarity: number }[];
}

export interface Similarity {
  topics: { topic_id: number; name: string }[];
  similarity: number[][];
}

export interface Hierarchy {
  topics: { topic_id: number; name: string; share: number }[];
  merges: { left: number; right: number; distance: number; topics: number }[];
  order: number[];
}

export interface Doc {
  document: number;
  row: number;
  piece: number | null;
  file: string;
  id: string;
  time: string;
  label: string;
  groups: Record<string, string>;
  part: string;
  tokens: number | null;
  topic_id: number;
  name: string;
  weight: number;
  weak: boolean;
  topic_weight?: number;
  excerpt: string | null;
}

export interface Span {
  text: string;
  word?: string;
  topic_id?: number;
  strength?: number;
}

export interface Reading extends Omit<Doc, 'excerpt'> {
  topics: { topic_id: number; name: string; weight: number }[];
  hidden_weight: number;
  text: string | null;
  spans: Span[];
  alike: (Omit<Doc, 'excerpt'> & { similarity: number })[];
}

export interface Epoch {
  epoch: number;
  [figure: string]: number;
}

export interface EditLine {
  edit_id: number;
  created_at: string;
  kind: string;
  in_force: boolean;
  description: string;
  topic_id?: number;
  topics?: number[];
  name?: string;
  words?: string[];
  target?: number;
}

export interface EditHistory {
  revision: number;
  undo: number | null;
  redo: number | null;
  items: EditLine[];
}

export interface Citation {
  methods: { en: string; zh: string };
  bibtex: string;
}

export interface Share {
  share_id: string;
  created_at: string;
  expires_at: string;
  expired: boolean;
  token?: string; // in the answer that made it alone
}
