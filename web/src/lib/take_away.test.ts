import { expect, it } from 'vitest';
import { csvCell, csvText, shellQuote } from './take_away';

it('quotes for a shell', () => {
  expect(shellQuote("it's $5")).toBe(String.raw`'it'\''s $5'`);
});

it('writes cells that are no formulas', () => {
  expect(csvCell('=cmd()')).toBe("'=cmd()");
  expect(csvCell('-1 degrees')).toBe("'-1 degrees");
  expect(csvCell(-1)).toBe('-1');
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  expect(csvText([['酒店', 1]])).toBe('\ufeff酒店,1\r\n');
});
