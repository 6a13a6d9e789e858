import { currentLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';

/** What went wrong with a request: the server's own words (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly code: string,
    readonly detail: string, // as the server said it; a field that it is about stands in front
    readonly requestId: string | null,
  ) {
    super();
    this.name = 'Problem';
  }

  /** In the reader's language, where the sentence is known. */
  override get message(): string {
    return reasonIn(currentLanguage(), this.detail);
  }

  get unreachable(): boolean {
    return this.status === 0;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The problem that an answer tells. Also reads answers that are no problem+json, such as those of a proxy. */
export async function problemOf(response: Response): Promise<Problem> {
  const id = response.headers.get('X-Request-Id');
  const type = response.headers.get('Content-Type') ?? '';
  if (!/^application\/(problem\+)?json/.test(type))
    return new Problem(response.status, 'http', `${response.status} ${response.statusText}`.trim(), id);
  const body: unknown = await response.json().catch(() => null);
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new Problem(
    response.status,
    text(fields.code) ?? 'http',
    text(fields.detail) ?? `${response.status} ${response.statusText}`.trim(),
    text(fields.request_id) ?? id,
  );
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, 'unreachable', error instanceof Error ? error.message : String(error), null);
}
