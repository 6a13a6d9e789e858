// Large files go up piece by piece, so that a broken line costs one piece at most.

const usualPiece = 8 * 1024 * 1024; // bytes
const mostPieces = 9000; // the server takes 10,000

/** Bytes of each piece of a file but the last. */
export function pieceSize(total: number): number {
  return Math.max(usualPiece, Math.ceil(total / mostPieces));
}

/** Whether a file is worth pieces at all. */
export function inPieces(total: number): boolean {
  return total > usualPiece;
}

/** The piece that comes behind `received` bytes: [begin, end) and its Content-Range. */
export function nextPiece(received: number, total: number): { begin: number; end: number; range: string } {
  const end = Math.min(total, received + pieceSize(total));
  return { begin: received, end, range: `bytes ${received}-${end - 1}/${total}` };
}

/** Milliseconds to wait before the next try, after so many that failed. */
export function retryDelay(failures: number): number {
  return Math.min(8000, 500 * 2 ** failures);
}
