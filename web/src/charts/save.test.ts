import { describe, expect, it } from 'vitest';
import { csv, fileName } from './save';

describe('the data of a chart as CSV', () => {
  it('starts with a byte order mark and quotes what needs it', () => {
    expect(csv(['词', 'n'], [['a,"b"', 1]])).toBe('\ufeff词,n\r\n"a,""b""",1\r\n');
  });

  it('holds no cell that a spreadsheet would run', () => {
    expect(csv(['w'], [['=cmd()'], ['@x'], [-3]])).toBe("\ufeffw\r\n'=cmd()\r\n'@x\r\n-3\r\n");
  });

  it('has a name that file systems take', () => {
    expect(fileName('Words of a/b: "c"')).toBe('Words-of-a-b-c');
    expect(fileName('主题地图')).toBe('主题地图');
  });
});
