import { describe, expect, it } from 'vitest';
import type { JobLine } from '@/api/event_stream';
import { emptyView, stagesOf, withLine, type JobView } from './job_view';

function view(...lines: JobLine[]): JobView {
  return lines.reduce(withLine, emptyView);
}

describe('lines of a job', () => {
  it('give the curve of the loss', () => {
    const seen = view({ event: 'epoch', epoch: 1, loss: 66.6 }, { event: 'epoch', epoch: 2, loss: 60 });
    expect(seen.epochs.map((point) => point.loss)).toEqual([66.6, 60]);
  });
  it('give the perplexity of LDA, the inverse likelihood of a word', () => {
    const seen = view({ event: 'epoch', epoch: 10, log_likelihood: Math.log(1 / 1500) });
    expect(seen.epochs[0]?.perplexity).toBeCloseTo(1500);
  });
  it('of a resumed job replace the epochs behind its checkpoint', () => {
    const lines: JobLine[] = [1, 2, 3].map((epoch) => ({ event: 'epoch', epoch, loss: 10 - epoch }));
    const seen = view(...lines, { event: 'epoch', epoch: 2, loss: 5 });
    expect(seen.epochs.map((point) => [point.epoch, point.loss])).toEqual([
      [1, 9],
      [2, 5],
    ]);
  });
  it('never let the progress fall', () => {
    const status = (fraction: number): JobLine => ({
      event: 'status',
      step: 'training',
      fraction,
      message: '',
    });
    expect(view(status(0.5), status(0.4)).fraction).toBe(0.5);
  });
  it('that are unknown change nothing', () => {
    expect(withLine(emptyView, { event: 'novelty' } as unknown as JobLine)).toEqual(emptyView);
  });
});

describe('topics that form', () => {
  const topics = (epoch: number, ...words: string[]): JobLine => ({
    event: 'topics',
    epoch,
    topics: [{ topic_id: 0, words }],
  });
  it('mark what is new, and count what has settled', () => {
    const seen = view(topics(1, 'a', 'b'), topics(2, 'a', 'c'), topics(3, 'a', 'd'));
    expect(seen.topics[0]?.fresh).toEqual(['d']);
    expect(seen.topics[0]?.settled).toBe(1);
  });
  it('have nothing new at the first look', () => {
    expect(view(topics(1, 'a')).topics[0]?.fresh).toEqual([]);
  });
});

describe('stages', () => {
  it('follow the fraction', () => {
    expect(stagesOf('running', 0.5).map((stage) => stage.state)).toEqual(['done', 'done', 'now', 'open']);
    expect(stagesOf('running', 0.525)[2]?.share).toBeCloseTo(0.5);
  });
  it('tell where a job broke', () => {
    expect(stagesOf('failed', 0.5)[2]?.state).toBe('failed');
    expect(stagesOf('completed', 0.97).every((stage) => stage.state === 'done')).toBe(true);
    expect(stagesOf('pending', 0).every((stage) => stage.state === 'open')).toBe(true);
  });
});
