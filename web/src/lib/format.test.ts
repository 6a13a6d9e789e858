import { describe, expect, it } from 'vitest';
import { bytes, clock, count, day, decimal, duration, percent } from './format';

describe('numbers', () => {
  it('groups thousands, and counts in 万 from a hundred thousand on', () => {
    expect(count(13829, 'en')).toBe('13,829');
    expect(count(13829, 'zh')).toBe('13,829');
    expect(count(123_400, 'zh')).toBe('12.3 万');
    expect(count(200_000, 'zh')).toBe('20 万');
    expect(count(123_400, 'en')).toBe('123,400');
  });
  it('writes a true minus sign', () => {
    expect(decimal(-3.2, 1)).toBe('−3.2');
    expect(count(-5, 'en')).toBe('−5');
  });
  it('parts the per cent sign in English only', () => {
    expect(percent(0.069, 'en')).toBe('6.9\u202f%');
    expect(percent(0.069, 'zh')).toBe('6.9%');
    expect(percent(0.41, 'zh', 0)).toBe('41%');
  });
  it('gives sizes in three digits at most', () => {
    expect(bytes(0)).toBe('0 B');
    expect(bytes(999)).toBe('999 B');
    expect(bytes(999_700)).toBe('1.0 MB');
    expect(bytes(11_299_699)).toBe('11 MB');
  });
});

describe('times', () => {
  it('names at most two units', () => {
    expect(duration(161, 'en')).toBe('2 min 41 s');
    expect(duration(161, 'zh')).toBe('2 分 41 秒');
    expect(duration(3600, 'en')).toBe('1 h');
    expect(duration(90_061, 'en')).toBe('1 d 1 h');
    expect(duration(0.24, 'en')).toBe('0.2 s');
    expect(duration(9.96, 'en')).toBe('10 s');
    expect(duration(0, 'zh')).toBe('0 秒');
  });
  it('writes days in words', () => {
    const time = new Date(2026, 2, 3, 9, 5, 7);
    expect(day(time, 'en')).toBe('3 Mar 2026');
    expect(day(time, 'zh')).toBe('2026年3月3日');
    expect(clock(time)).toBe('09:05');
    expect(clock(time, true)).toBe('09:05:07');
  });
});
