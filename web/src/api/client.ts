import { noteReachable } from './reachable';
import { problemOf, Problem } from './problem';
import { shareHeaders } from './share_token';

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown; // becomes JSON
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Answer<Body> {
  body: Body;
  etag: string | null;
  response: Response;
}

let csrfToken: string | null = null;

/** The token that changes must carry while somebody is signed in. */
export function setCsrfToken(token: string | null) {
  csrfToken = token;
}

let whenSignedOut: () => void = () => undefined;

/** What to do when an answer says that the session has ended. */
export function setWhenSignedOut(run: () => void) {
  whenSignedOut = run;
}

// These answer 401 to whoever is not signed in yet.
const ofGuests = ['/api/auth/me', '/api/auth/login'];

/** The header fields that every change carries. */
export function changeHeaders(): Record<string, string> {
  return csrfToken === null ? {} : { 'X-CSRF-Token': csrfToken };
}

/** One request to the API. Throws a Problem, never anything else but an abort. */
export async function ask<Body>(path: string, options: Ask = {}): Promise<Answer<Body>> {
  const { method = 'GET', body, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method === 'GET') Object.assign(headers, shareHeaders(path, location));
  else Object.assign(headers, changeHeaders());
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal: signal ?? null,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    noteReachable(false);
    throw new Problem(0, 'unreachable', error instanceof Error ? error.message : String(error), null);
  }
  noteReachable(true);
  if (response.status === 401 && !ofGuests.includes(path)) whenSignedOut();
  if (!response.ok) throw await problemOf(response);
  const content = response.status === 204 ? undefined : await response.json();
  return { body: content as Body, etag: response.headers.get('ETag'), response };
}

export async function get<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  return (await ask<Body>(path, signal ? { signal } : {})).body;
}

/** A path with its query; parameters that are undefined are left out. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}
