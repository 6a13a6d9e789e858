import { describe, expect, it } from 'vitest';
import type { FoundColumn, Role } from '@/api/survey';
import { inChosenRoles, withOtherFate, withRole, withWords, wordsOf } from './column_choice';

function column(name: string, role: Role): FoundColumn {
  const guess = { role, confidence: 1, reason: '' };
  return { name, sample: [], filled: 1, distinct: 1, guess, ...guess };
}

const found = [column('id', 'id'), column('date', 'time'), column('title', 'unused'), column('text', 'text')];

describe('roles', () => {
  it('name all columns, so that a guess cannot come back', () => {
    expect(withRole({ language: 'en' }, found, 'title', 'text')).toEqual({
      language: 'en',
      guess_columns: false,
      id_column: 'id',
      time_column: 'date',
      text_column: ['title', 'text'],
    });
  });
  it('follow one another before the server has looked again', () => {
    const first = withRole({}, found, 'title', 'label');
    const second = withRole(first, inChosenRoles(first, found), 'id', 'unused');
    expect(second).toMatchObject({ label_column: 'title', time_column: 'date', text_column: ['text'] });
    expect(second).not.toHaveProperty('id_column');
    expect(inChosenRoles({}, found)).toBe(found);
  });
  it('are guessed on where only a guess finds the split', () => {
    const split = [...found, column('part', 'split')];
    expect(withRole({}, split, 'title', 'text')).not.toHaveProperty('guess_columns');
  });
  it('that there is one of move', () => {
    expect(withRole({}, found, 'title', 'time')).toMatchObject({ time_column: 'title' });
  });
  it('that nobody has are not named', () => {
    expect(withRole({ time_column: 'date' }, found, 'date', 'unused')).not.toHaveProperty('time_column');
  });
});

describe('lists of words', () => {
  it('read pairs of word and frequency, too', () => {
    expect(wordsOf(['a', ['b', 3], 7])).toEqual(['a', 'b']);
    expect(wordsOf(undefined)).toEqual([]);
  });
  it('have no doubles and no blanks', () => {
    expect(withWords({}, 'dictionary', ['云计算', ' ', '云计算'])).toEqual({ dictionary: ['云计算'] });
    expect(withWords({ dictionary: ['a'] }, 'dictionary', [])).toEqual({});
  });
});

describe('a click on a word', () => {
  it('drops what was kept', () => {
    expect(withOtherFate({ keep_words: ['nation'] }, 'nation', 'kept')).toEqual({ drop_words: ['nation'] });
  });
  it('keeps what was dropped', () => {
    expect(withOtherFate({}, 'will', 'stop_word')).toEqual({ keep_words: ['will'] });
    expect(withOtherFate({ drop_words: ['nation'] }, 'nation', 'dropped_word')).toEqual({});
  });
});
