/** Names without the parts between commas that all of them share: "Speeches, 20 topics" beside "Speeches, 30 topics" is "20 topics". */
export function shortNames(names: string[]): string[] {
  const parts = names.map((name) => name.split(/,\s*|，/));
  const shared = (parts[0] ?? []).filter((part) => parts.every((one) => one.includes(part)));
  const short = parts.map((one) => one.filter((part) => !shared.includes(part)).join(', '));
  const told = names.length > 1 && new Set(short).size === names.length && short.every((name) => name !== '');
  return told ? short : names;
}
