import { expect, it } from 'vitest';
import { inPieces, nextPiece, pieceSize, retryDelay } from './pieces';

const mebibyte = 1024 * 1024;

it('cuts large files alone', () => {
  expect(inPieces(8 * mebibyte)).toBe(false);
  expect(inPieces(8 * mebibyte + 1)).toBe(true);
});

it('covers a file without a hole, in no more pieces than the server takes', () => {
  for (const total of [8 * mebibyte + 1, 20_000_000, 4 * 1024 ** 3]) {
    let received = 0;
    let pieces = 0;
    while (received < total) {
      const piece = nextPiece(received, total);
      expect(piece.begin).toBe(received);
      expect(piece.range).toBe(`bytes ${received}-${piece.end - 1}/${total}`);
      expect(piece.end - piece.begin).toBeLessThanOrEqual(pieceSize(total));
      received = piece.end;
      pieces += 1;
    }
    expect(received).toBe(total);
    expect(pieces).toBeLessThan(10_000);
  }
});

it('waits longer and longer, and never very long', () => {
  expect([0, 1, 2, 10].map(retryDelay)).toEqual([500, 1000, 2000, 8000]);
});
