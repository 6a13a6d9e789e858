/** Whether all the words of a query occur in a text, however they are written. */
export function matches(text: string, query: string): boolean {
  const folded = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => folded.includes(part));
}

/** The text cut where the query occurs in it: pieces, every second one a hit. */
export function cutAtHits(text: string, query: string): string[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [text];
  const pieces: string[] = [];
  const folded = text.toLowerCase();
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    pieces.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  pieces.push(text.slice(from));
  return pieces;
}
