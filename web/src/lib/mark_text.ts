// Finds the words that evidence names in the text they came from.

export interface Evidence {
  word: string;
  topic_id: number;
  weight: number;
}

export interface Piece {
  text: string;
  evidence: Evidence | null;
}

const wordCharacter = /[\p{L}\p{N}_]/u;
const han = /\p{Script=Han}/u;

function touches(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && wordCharacter.test(character) && !han.test(character);
}

// Words of alphabets end where their letters end; Chinese words stand without gaps.
function isWhole(text: string, from: number, to: number): boolean {
  if (han.test(text[from] ?? '')) return true;
  return !touches(text, from - 1) && !touches(text, to);
}

/** The text in pieces, those that evidence names with it. Longer words go before shorter ones inside them. */
export function markText(text: string, evidence: Evidence[]): Piece[] {
  const folded = text.toLowerCase();
  // Lower case may be longer than the text (for example "İ"): then positions do not agree, and nothing is marked.
  if (folded.length !== text.length) return [{ text, evidence: null }];
  const byLength = [...evidence].sort((a, b) => b.word.length - a.word.length);
  const taken = new Array<Evidence | null>(text.length).fill(null);
  const starts = new Set<number>();
  for (const one of byLength) {
    const word = one.word.toLowerCase().replaceAll('_', ' '); // phrases are joined by _
    if (word === '') continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      const end = at + word.length;
      const free = taken.slice(at, end).every((mark) => mark === null);
      if (!free || !isWhole(folded, at, end)) continue;
      taken.fill(one, at, end);
      starts.add(at);
    }
  }
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && taken[at] === taken[at - 1] && !starts.has(at)) continue;
    pieces.push({ text: text.slice(from, at), evidence: taken[from] ?? null });
    from = at;
  }
  return pieces;
}
