import { inPieces, nextPiece, retryDelay } from '@/lib/pieces';
import { ask, changeHeaders } from './client';
import { Problem } from './problem';
import type { DatasetFile } from './types';

export interface UploadListeners {
  onProgress: (sent: number) => void;
  /** The line is broken (true), or there again. The upload goes on by itself. */
  onWaiting: (waiting: boolean) => void;
}

interface Answer {
  status: number;
  body: Partial<DatasetFile> & { detail?: string; code?: string; request_id?: string };
}

function problemOf({ status, body }: Answer): Problem {
  return new Problem(status, body.code ?? 'http', body.detail ?? String(status), body.request_id ?? null);
}

// fetch() cannot tell how much has been sent, so this is an XMLHttpRequest. Status 0: no answer came.
function put(
  path: string,
  body: Blob | ArrayBuffer | null,
  range: string | null,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (range !== null) request.setRequestHeader('Content-Range', range);
    for (const [name, value] of Object.entries(changeHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      let answer: Answer['body'] = {};
      try {
        answer = JSON.parse(request.responseText) as Answer['body'];
      } catch {
        // Not JSON: a proxy answered. The status has to do.
      }
      resolve({ status: request.status, body: answer });
    };
    request.onerror = () => resolve({ status: 0, body: { code: 'unreachable' } });
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) request.abort();
    else request.send(body);
  });
}

function later(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('stopped', 'AbortError'));
      },
      { once: true },
    );
  });
}

/** The address of a file in a data set. */
export function filePath(dataset: string, name: string): string {
  return `/api/datasets/${dataset}/files/${encodeURIComponent(name)}`;
}

// What passes by itself: no line, a server that starts or is busy.
const passes = (status: number) =>
  status === 0 || status === 429 || status === 502 || status === 503 || status === 504;

// Which file a half-finished upload began with, so that another of the same name is not put behind its beginning.
const mark = (file: File) => `${file.size} ${file.lastModified}`;

function markOf(path: string): string | null {
  try {
    return localStorage.getItem(`theta.upload.${path}`);
  } catch {
    return null;
  }
}

function keepMark(path: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(`theta.upload.${path}`);
    else localStorage.setItem(`theta.upload.${path}`, value);
  } catch {
    // Without storage an upload that was cut off begins anew.
  }
}

/** Removes what has come of a file. */
export async function removeUpload(dataset: string, name: string): Promise<void> {
  const path = filePath(dataset, name);
  keepMark(path, null);
  await ask(path, { method: 'DELETE' }).catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 404)) throw error;
  });
}

// Makes room for a file that did not begin what lies there: a whole one is somebody's, and stays.
async function clear(dataset: string, name: string): Promise<void> {
  const there = await ask<DatasetFile>(filePath(dataset, name)).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  if (there?.body.status === 'complete')
    throw new Problem(
      409,
      'conflict',
      `name: there is another file of the name ${name}; delete it first`,
      null,
    );
  if (there !== null) await removeUpload(dataset, name);
}

async function putInPieces(
  dataset: string,
  file: File,
  { onProgress, onWaiting }: UploadListeners,
  signal: AbortSignal,
): Promise<void> {
  const path = filePath(dataset, file.name);
  if (markOf(path) !== mark(file)) await clear(dataset, file.name);
  keepMark(path, mark(file));
  let received: number | null = null; // unknown: the server is asked
  for (let failures = 0; ;) {
    const piece = received === null ? null : nextPiece(received, file.size);
    const range = piece?.range ?? `bytes */${file.size}`;
    // Read before it is sent: a file that was changed meanwhile is no broken line.
    const bytes = piece && (await file.slice(piece.begin, piece.end).arrayBuffer());
    const begin = piece?.begin ?? 0;
    const onSent = (sent: number) => piece && onProgress(begin + sent);
    const answer = await put(path, bytes, range, onSent, signal);
    const { status, body } = answer;
    onWaiting(passes(status));
    if (passes(status)) {
      await later(retryDelay(failures), signal);
      failures += 1;
      received = null; // the piece may have come although its answer did not
      continue;
    }
    failures = 0;
    if (status === 404 && received === null) received = 0;
    else if (status < 300 && body.status === 'complete') break;
    else if ((status < 300 || status === 409) && typeof body.received_bytes === 'number')
      received = body.received_bytes;
    else throw problemOf(answer);
    onProgress(received);
  }
}

/**
 * Sends a file into a data set: a large one in pieces, so that it goes on behind the last piece after a broken line, a server
 * that was started anew, or a page that was left and opened again.
 */
export async function putFile(
  dataset: string,
  file: File,
  listeners: UploadListeners,
  signal: AbortSignal,
): Promise<void> {
  if (inPieces(file.size)) return putInPieces(dataset, file, listeners, signal);
  const path = filePath(dataset, file.name);
  if (markOf(path) !== null) await clear(dataset, file.name); // a larger one of the name was begun
  keepMark(path, null);
  const answer = await put(path, file, null, listeners.onProgress, signal);
  if (answer.status === 0) throw new Problem(0, 'unreachable', '', null);
  if (answer.status >= 300) throw problemOf(answer);
}
