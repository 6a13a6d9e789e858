import type { Language } from './language';

// Numbers and dates as the interface writes them. Exports keep full precision and ISO dates.

const narrow = '\u202f'; // before % in English
const minus = '\u2212';

function signed(text: string): string {
  return text.replace(/^-/, minus);
}

/** A whole number: 13,829. In Chinese from 100,000 on: 12.3 万. */
export function count(value: number, language: Language): string {
  if (language === 'zh' && Math.abs(value) >= 100_000)
    return signed(`${decimal(value / 10_000, 1, language).replace(/\.0$/, '')} 万`);
  return signed(Math.round(value).toLocaleString('en-US'));
}

export function decimal(value: number, digits: number, _language?: Language): string {
  return signed(
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
}

/** A share between 0 and 1: 6.9 % (a narrow no-break space), 6.9% in Chinese. */
export function percent(share: number, language: Language, digits = 1): string {
  return `${decimal(100 * share, digits)}${language === 'en' ? narrow : ''}%`;
}

/** A measure: two digits. */
export function measure(value: number): string {
  return decimal(value, 2);
}

/** 2 min 41 s, 2 分 41 秒; at most two units, and tenths below ten seconds. */
export function duration(seconds: number, language: Language): string {
  const zh = language === 'zh';
  if (seconds > 0 && seconds < 9.95) return `${decimal(seconds, 1)} ${zh ? '秒' : 's'}`;
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), zh ? '天' : 'd'],
    [Math.floor((whole % 86_400) / 3600), zh ? '小时' : 'h'],
    [Math.floor((whole % 3600) / 60), zh ? '分' : 'min'],
    [whole % 60, zh ? '秒' : 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return zh ? '0 秒' : '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${decimal(size, unit > 0 && size < 9.95 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** 3 Mar 2026, 2026年3月3日. */
export function day(time: string | number | Date, language: Language): string {
  const date = new Date(time);
  if (language === 'zh') return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
  return `${date.getDate()} ${date.toLocaleString('en-US', { month: 'short' })} ${date.getFullYear()}`;
}

/** 10:42. */
export function clock(time: string | number | Date, withSeconds = false): string {
  const date = new Date(time);
  const parts = [date.getHours(), date.getMinutes(), ...(withSeconds ? [date.getSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** 10:42 of today, else the day and the time. */
export function moment(time: string, language: Language, now = new Date()): string {
  const date = new Date(time);
  if (date.toDateString() === now.toDateString()) return clock(date);
  return `${day(date, language)} ${clock(date)}`;
}
