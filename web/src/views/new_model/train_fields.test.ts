import { expect, it } from 'vitest';
import { readDraft, trainFields } from './train_fields';

it('reads what was given, each in its kind', () => {
  expect(
    readDraft({ seed: ' 7 ', learning_rate: '0.01', batch_norm: 'no', recipe: 'paper', epochs: '' }),
  ).toEqual({
    train: { seed: 7, learning_rate: 0.01, batch_norm: false, recipe: 'paper' },
    wrong: {},
  });
});

it('names the fields that hold no number', () => {
  expect(readDraft({ seed: '1.5', dropout: 'much', epochs: '-3' }).wrong).toEqual({
    seed: 'whole',
    dropout: 'number',
    epochs: 'whole',
  });
});

it('has each option once, in both languages', () => {
  expect(new Set(trainFields.map((field) => field.name)).size).toBe(trainFields.length);
  for (const field of trainFields)
    expect([...field.en, ...field.zh].every((text) => text.length > 0)).toBe(true);
});
