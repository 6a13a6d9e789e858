import type { JobLine, LiveTopic } from '@/api/event_stream';
import type { Task } from '@/api/types';

// What the page of a job shows, gathered line by line. Pure: the same lines give the same view.

export interface EpochPoint {
  epoch: number;
  loss: number | null; // of the embedded models
  perplexity: number | null; // of the words the model learns from (lda), or of the validation documents
  npmi: number | null;
}

export interface LiveCard extends LiveTopic {
  fresh: string[]; // words that were not there at the last look
  settled: number; // of ten words, how many have stayed for three looks
}

export interface JobView {
  stage: string;
  done: number;
  total: number;
  unit: string;
  fraction: number;
  etaSeconds: number | null;
  epochs: EpochPoint[];
  topics: LiveCard[];
  topicsEpoch: number;
  messages: string[];
  counts: Record<string, number>; // what each stage counted to
  kept: Record<number, string[][]>; // of each topic the last two lists of words
}

export const emptyView: JobView = {
  stage: '',
  done: 0,
  total: 0,
  unit: '',
  fraction: 0,
  etaSeconds: null,
  epochs: [],
  topics: [],
  topicsEpoch: 0,
  messages: [],
  counts: {},
  kept: {},
};

const mostMessages = 500;

function point(line: Extract<JobLine, { event: 'epoch' }>): EpochPoint {
  const likelihood = line.log_likelihood === undefined ? null : Math.exp(-line.log_likelihood);
  return {
    epoch: line.epoch,
    loss: line.loss ?? null,
    perplexity: line.validation_perplexity ?? likelihood,
    npmi: line.npmi ?? null,
  };
}

// A resumed job repeats epochs behind its checkpoint: the later line holds.
function withEpoch(epochs: EpochPoint[], next: EpochPoint): EpochPoint[] {
  const last = epochs.at(-1);
  if (last === undefined || last.epoch < next.epoch) return [...epochs, next];
  return [...epochs.filter((one) => one.epoch < next.epoch), next];
}

function withTopics(view: JobView, line: Extract<JobLine, { event: 'topics' }>): JobView {
  const kept: JobView['kept'] = {};
  const topics = line.topics.map((topic): LiveCard => {
    const before = view.kept[topic.topic_id] ?? [];
    const last = before.at(-1);
    kept[topic.topic_id] = [...before, topic.words].slice(-2);
    return {
      ...topic,
      fresh: last === undefined ? [] : topic.words.filter((word) => !last.includes(word)),
      settled: topic.words
        .slice(0, 10)
        .filter((word) => before.length === 2 && before.every((list) => list.includes(word))).length,
    };
  });
  return { ...view, topics, kept, topicsEpoch: line.epoch };
}

export function withLine(view: JobView, line: JobLine): JobView {
  switch (line.event) {
    case 'progress':
      return {
        ...view,
        stage: line.stage,
        done: line.done,
        total: line.total,
        unit: line.unit,
        counts: { ...view.counts, [line.stage]: line.done },
      };
    case 'epoch':
      return {
        ...view,
        epochs: withEpoch(view.epochs, point(line)),
        ...(view.stage === 'training' && { done: line.epoch }),
      };
    case 'topics':
      return withTopics(view, line);
    case 'message':
      return { ...view, messages: [...view.messages, line.text].slice(-mostMessages) };
    case 'error':
      return { ...view, messages: [...view.messages, line.message].slice(-mostMessages) };
    case 'status':
      return {
        ...view,
        fraction: Math.max(view.fraction, line.fraction),
        etaSeconds: line.eta_seconds ?? null,
      };
    default:
      return view; // a line of a newer server
  }
}

export type StageState = 'done' | 'now' | 'failed' | 'open';

export interface StageView {
  name: 'read' | 'prepare' | 'train' | 'measure';
  weight: number; // share of the whole that it is taken to be
  share: number; // of it done, 0 to 1
  state: StageState;
}

const parts: [StageView['name'], number, number][] = [
  ['read', 0, 0.08],
  ['prepare', 0.08, 0.1],
  ['train', 0.1, 0.95],
  ['measure', 0.95, 1],
];

/** The stages of training, sized by the time they are expected to take. */
export function stagesOf(status: Task['status'], fraction: number): StageView[] {
  const ended = status === 'completed' ? 1 : fraction;
  const broken = status === 'failed' || status === 'dead' || status === 'cancelled';
  return parts.map(([name, begin, end]) => {
    const share = Math.min(1, Math.max(0, (ended - begin) / (end - begin)));
    const open = ended < begin || (status === 'pending' && fraction === 0);
    const state: StageState = share >= 1 ? 'done' : open ? 'open' : broken ? 'failed' : 'now';
    return { name, weight: end - begin, share, state };
  });
}

export function isFinal(status: Task['status']): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled' || status === 'dead';
}
