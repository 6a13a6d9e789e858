// Where the words of a cloud lie: along a spiral from the middle outwards, the heaviest first, none over another.
import { overlaps, type Rectangle } from './labels';
import { textWidth } from './text_width';

export interface CloudTerm {
  text: string;
  weight: number;
}

export interface CloudWord {
  text: string;
  size: number;
  x: number; // middle
  y: number; // base line
}

const smallest = 12;
const largest = 44;

/** Words that find no place are left out, the lightest first to go. */
export function layCloud(terms: CloudTerm[], width: number, height: number): CloudWord[] {
  const most = Math.max(1e-12, ...terms.map((term) => term.weight));
  const taken: Rectangle[] = [];
  const words: CloudWord[] = [];
  for (const term of [...terms].sort((a, b) => b.weight - a.weight)) {
    const size = Math.max(smallest, Math.min(largest, width / 7) * Math.sqrt(term.weight / most));
    const wide = textWidth(term.text, size) + 6;
    const tall = size * 1.15;
    for (let turn = 0; turn < 900; turn += 1) {
      const angle = turn * 0.35;
      const x = width / 2 + angle * 1.9 * Math.cos(angle) * Math.min(1.6, width / height);
      const y = height / 2 + angle * 1.9 * Math.sin(angle);
      const box = { left: x - wide / 2, right: x + wide / 2, top: y - tall / 2, bottom: y + tall / 2 };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || taken.some((one) => overlaps(one, box))) continue;
      taken.push(box);
      words.push({ text: term.text, size, x, y: y + size * 0.36 });
      break;
    }
  }
  return words;
}
