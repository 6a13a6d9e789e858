import { changeHeaders } from './client';
import { Problem } from './problem';
import type { DatasetFile } from './types';

export interface Progress {
  sent: number;
  total: number;
}

function problemIn(request: XMLHttpRequest): Problem {
  try {
    const body = JSON.parse(request.responseText) as { detail?: string; code?: string; request_id?: string };
    if (typeof body.detail === 'string')
      return new Problem(request.status, body.code ?? 'http', body.detail, body.request_id ?? null);
  } catch {
    // Not JSON: a proxy answered. The status line has to do.
  }
  return new Problem(request.status, 'http', `${request.status} ${request.statusText}`.trim(), null);
}

/** Sends a file into a data set. fetch() cannot tell how much has been sent, so this is an XMLHttpRequest. */
export function putFile(
  dataset: string,
  file: Blob & { name: string },
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DatasetFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/datasets/${dataset}/files/${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    for (const [name, value] of Object.entries(changeHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded, total: file.size });
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        resolve(JSON.parse(request.responseText) as DatasetFile);
      else reject(problemIn(request));
    };
    request.onerror = () => reject(new Problem(0, 'unreachable', '', null));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
