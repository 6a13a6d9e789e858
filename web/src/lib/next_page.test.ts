import { expect, it } from 'vitest';
import { nextPage } from './next_page';

const origin = 'http://127.0.0.1:8000';

it('goes back to the page that asked', () => {
  expect(nextPage('/model/?id=a&topic=3', origin)).toBe('/model/?id=a&topic=3');
  expect(nextPage(null, origin)).toBe('/');
});

it('never leaves the app', () => {
  for (const wanted of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '/signin/?next=/',
  ])
    expect(nextPage(wanted, origin)).toBe('/');
});
