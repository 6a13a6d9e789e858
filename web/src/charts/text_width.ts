// How wide a text will be, without a page to measure it on: layouts stay pure functions. Widths are those of common
// interface fonts, a little on the safe side.

const narrow = /[iljtfrI.,:;'’!|()[\] ]/;
const wide = /[mwMW%@—]/;
const capital = /[A-Z0-9&]/;
const full = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f]/;

function emOf(character: string): number {
  if (full.test(character)) return 1;
  if (narrow.test(character)) return 0.36;
  if (wide.test(character)) return 0.95;
  return capital.test(character) ? 0.7 : 0.62;
}

/** Pixels that a text of this font size takes. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += emOf(character);
  return em * size;
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let em = emOf('…');
  let kept = '';
  for (const character of text) {
    em += emOf(character);
    if (em * size > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Two lines of about equal width, cut where words part; Chinese is cut between characters. One line if there is no place to cut. */
export function twoLines(text: string): string[] {
  const cuts: number[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const before = text.charAt(at - 1);
    if (before === ' ' || (full.test(before) && full.test(text.charAt(at)))) cuts.push(at);
  }
  let best: string[] = [text];
  let least = textWidth(text, 1);
  for (const cut of cuts) {
    const lines = [text.slice(0, cut).trim(), text.slice(cut).trim()];
    const width = Math.max(...lines.map((line) => textWidth(line, 1)));
    if (width < least) [best, least] = [lines, width];
  }
  return best;
}
