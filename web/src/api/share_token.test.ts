import { expect, it } from 'vitest';
import { shareAddress, shareEnding, shareHeaders, shareTokenIn } from './share_token';

const opened = { pathname: '/model/', hash: '#share=abc_-9' };

it('finds the token of a link on the page of a model alone', () => {
  expect(shareTokenIn(opened)).toBe('abc_-9');
  expect(shareTokenIn({ pathname: '/model', hash: '#share=x' })).toBe('x');
  expect(shareTokenIn({ pathname: '/models/', hash: '#share=x' })).toBeNull();
  expect(shareTokenIn({ pathname: '/model/', hash: '' })).toBeNull();
  expect(shareTokenIn({ pathname: '/model/', hash: '#share=' })).toBeNull();
  expect(shareTokenIn({ pathname: '/model/', hash: '#content' })).toBeNull();
});

it('makes an address that it reads again, with nothing of the token in path and query', () => {
  const url = new URL(shareAddress('http://127.0.0.1:1', 'M', 'abc'));
  expect(url.pathname + url.search).toBe('/model/?id=M');
  expect(shareTokenIn(url)).toBe('abc');
  expect(shareEnding(url)).toBe('#share=abc');
  expect(shareEnding({ pathname: '/', hash: '#share=abc' })).toBe('');
});

it('sends the token to views of models, and to nothing else', () => {
  const sent = { 'X-Share-Token': 'abc_-9' };
  expect(shareHeaders('/api/models/M/topics?top_k=1', opened)).toEqual(sent);
  expect(shareHeaders('/api/shared', opened)).toEqual(sent);
  expect(shareHeaders('/api/models?limit=1', opened)).toEqual({});
  expect(shareHeaders('/api/tasks', opened)).toEqual({});
  expect(shareHeaders('/api/shared', { pathname: '/', hash: '' })).toEqual({});
  expect(shareHeaders('/api/shared', { pathname: '/model/', hash: '#share=词\n' })).toEqual({
    'X-Share-Token': '??',
  });
});
