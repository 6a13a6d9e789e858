// Limits of users as forms show them: bytes in GB, an empty field where the server's setting holds.

export const quotaNames = ['max_bytes', 'max_datasets', 'max_queued', 'max_running', 'max_requests'] as const;
export type QuotaName = (typeof quotaNames)[number];
export type QuotaTexts = Record<QuotaName, string>;

const gigabyte = 1e9;

/** What a field shows: 21474836480 bytes are 21.475, rounded as little as one can see. */
export function quotaText(name: QuotaName, value: number | null): string {
  if (value === null) return '';
  if (name !== 'max_bytes') return String(value);
  return String(Number((value / gigabyte).toPrecision(5)));
}

/** What a field means; undefined when it is no number from 0 on, and null when it is empty. */
export function quotaValue(name: QuotaName, text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (!/^\d+([.,]\d+)?$/.test(trimmed)) return undefined;
  const number = Number(trimmed.replace(',', '.'));
  if (name === 'max_bytes') return Math.round(number * gigabyte);
  return Number.isInteger(number) ? number : undefined;
}

/** The fields that were changed, as the API takes them; null where one of them is no number. */
export function changedQuotas(
  before: Record<QuotaName, number | null>,
  texts: QuotaTexts,
): Partial<Record<QuotaName, number | null>> | null {
  const changes: Partial<Record<QuotaName, number | null>> = {};
  for (const name of quotaNames) {
    if (texts[name].trim() === quotaText(name, before[name])) continue;
    const value = quotaValue(name, texts[name]);
    if (value === undefined) return null;
    changes[name] = value;
  }
  return changes;
}
