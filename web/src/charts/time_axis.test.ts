import { describe, expect, it } from 'vitest';
import { sliceName, timeTicks, timeX } from './time_axis';

const slice = (first: string, end: string) => ({ label: `${first} to ${end}`, first, end });

describe('the time axis', () => {
  it('names slices as people write them', () => {
    expect(sliceName(slice('1790-01-01', '1816-01-01'))).toBe('1790–1815');
    expect(sliceName(slice('1999-01-01', '2000-01-01'))).toBe('1999');
    expect(sliceName(slice('2021-03-01', '2021-04-01'))).toBe('2021-03');
    expect(sliceName(slice('2021-03-04', '2021-03-05'))).toBe('2021-03-04');
  });

  it('places slices by their length', () => {
    const axis = timeX([slice('1900-01-01', '1930-01-01'), slice('1930-01-01', '1940-01-01')], 0, 400);
    expect(axis.end(0)).toBeCloseTo(300, 0);
    expect(axis.at(10)).toBe(0);
    expect(axis.at(350)).toBe(1);
    expect(axis.at(900)).toBe(1);
  });

  it('marks round years', () => {
    const slices = [slice('1790-01-01', '1900-01-01'), slice('1900-01-01', '2021-01-01')];
    const years = timeTicks(slices, timeX(slices, 40, 600), 600).map((tick) => tick.text);
    expect(years).toEqual(['1800', '1850', '1900', '1950', '2000']);
  });
});
