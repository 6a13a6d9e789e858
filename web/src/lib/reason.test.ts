import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reasons } from '@/text/reasons';
import { reasonIn } from './reason';

it('tells a sentence of the server in both languages, with what stood in it', () => {
  expect(reasonIn('zh', 'the email or the password is wrong')).toBe('邮箱或密码不对。');
  expect(reasonIn('en', 'the email or the password is wrong')).toBe(
    'The e-mail address or the password is wrong.',
  );
  expect(reasonIn('zh', 'too many logins have failed; try again in 12 s')).toBe(
    '登录失败次数太多，请 12 秒后再试。',
  );
  expect(reasonIn('en', 'new_password: must have at least 10 characters, and at most 1000 bytes')).toBe(
    'The password needs at least 10 characters.',
  );
});

it('tells a reason within a reason', () => {
  const text = '评论.csv: none of the 3 rows can be used; row 1 has no text';
  expect(reasonIn('zh', text)).toBe('评论.csv：3 行都不能用；第 1 行：没有文本');
  expect(reasonIn('en', text)).toBe(text);
});

it('leaves alone what it does not know', () => {
  expect(reasonIn('zh', 'something new')).toBe('something new');
  expect(reasonIn('zh', '')).toBe('');
});

it('puts nothing in that the sentence does not hold', () => {
  for (const { says, en, zh } of reasons) {
    const holes = says.split('{}').length - 1;
    for (const words of [en ?? '', zh])
      for (const [, place] of words.matchAll(/\{(\d)\}/g)) expect(Number(place), says).toBeLessThan(holes);
  }
});

// The literals of the program, with those that follow each other on lines of their own joined.
function literals(): string {
  const folder = new URL('../../../src', import.meta.url).pathname;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.cc') && !name.endsWith('_test.cc'))
    .map((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/"\s*\n\s*"/g, '')
        .replaceAll('\\"', '"'),
    )
    .join('\n');
}

it('knows sentences that the program says', () => {
  const program = literals();
  // These are put together from two parts.
  const parts = (says: string) =>
    says.replace(/; try again in \{\} s$/, '').replace(/^(the [a-z ]+) does not exist$/, '$1');
  const stale = reasons.map(({ says }) => says).filter((says) => !program.includes(parts(says)));
  expect(stale).toEqual([]);
});
