// Labels beside marks that never lie on each other: a place is tried, then the next one, then two lines; a label that
// fits nowhere is dropped, because its number stands in the mark and its name in the list.
import type { Circle } from './circles';
import { textWidth, twoLines } from './text_width';

export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Label {
  id: number;
  lines: string[];
  x: number; // of the anchor
  y: number; // of the first line's base
  anchor: 'start' | 'middle' | 'end';
}

export interface Wish {
  id: number;
  text: string;
  strong: boolean; // set in semibold: a little wider
}

export const labelSize = 12.5;
export const lineHeight = 15;
const away = 5;

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function touches(circle: Circle, box: Rectangle): boolean {
  const x = Math.min(box.right, Math.max(box.left, circle.x));
  const y = Math.min(box.bottom, Math.max(box.top, circle.y));
  return Math.hypot(circle.x - x, circle.y - y) < circle.r + 1;
}

function boxOf(label: Label, width: number): Rectangle {
  const left =
    label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  const top = label.y - 11;
  return { left, top, right: left + width, bottom: top + label.lines.length * lineHeight };
}

function places(circle: Circle, lines: string[], shift: number): Label[] {
  const tall = lines.length * lineHeight;
  const reach = circle.r + away;
  const middle = circle.y - tall / 2 + 11.5;
  const slant = circle.r * 0.75 + away;
  const at = (x: number, y: number, anchor: Label['anchor']): Label => ({
    id: circle.id,
    lines,
    x,
    y,
    anchor,
  });
  return [
    at(circle.x, circle.y + reach + 10, 'middle'),
    at(circle.x, circle.y - reach - tall + 12, 'middle'),
    at(circle.x + reach, middle, 'start'),
    at(circle.x - reach, middle, 'end'),
    at(circle.x - shift, circle.y + reach + 10, 'middle'),
    at(circle.x + shift, circle.y + reach + 10, 'middle'),
    at(circle.x - shift, circle.y - reach - tall + 12, 'middle'),
    at(circle.x + shift, circle.y - reach - tall + 12, 'middle'),
    at(circle.x + slant, circle.y + slant + 8, 'start'),
    at(circle.x + slant, circle.y - slant - tall + 12, 'start'),
    at(circle.x - slant, circle.y + slant + 8, 'end'),
    at(circle.x - slant, circle.y - slant - tall + 12, 'end'),
  ];
}

/** The rectangle that a label covers. */
export function boxOfLabel(label: Label, strong: boolean): Rectangle {
  const size = strong ? labelSize * 1.06 : labelSize;
  return boxOf(label, Math.max(...label.lines.map((line) => textWidth(line, size))));
}

/**
 * Where short texts stand on lines: at the first place along each that no circle, label or earlier text covers. A text
 * that fits nowhere is left out.
 */
export function layOnLines(
  lines: { from: Circle; to: Circle; text: string }[],
  circles: Circle[],
  covered: Rectangle[],
): { x: number; y: number; text: string }[] {
  const taken = [...covered];
  const placed: { x: number; y: number; text: string }[] = [];
  for (const { from, to, text } of lines) {
    const half = textWidth(text, 12) / 2 + 1;
    for (const part of [0.5, 0.6, 0.4, 0.7, 0.3]) {
      const x = from.x + (to.x - from.x) * part;
      const y = from.y + (to.y - from.y) * part;
      const box = { left: x - half, right: x + half, top: y - 7, bottom: y + 7 };
      if (taken.some((one) => overlaps(one, box)) || circles.some((one) => touches(one, box))) continue;
      taken.push(box);
      placed.push({ x, y, text });
      break;
    }
  }
  return placed;
}

/** Labels for circles, the wishes in the order of their weight; none begins before `left`, where an axis stands. */
export function layLabels(
  circles: Circle[],
  wishes: Wish[],
  width: number,
  height: number,
  left = 0,
): Label[] {
  const taken: Rectangle[] = [];
  const labels: Label[] = [];
  for (const wish of wishes) {
    const circle = circles.find((one) => one.id === wish.id);
    if (circle === undefined) continue;
    const size = wish.strong ? labelSize * 1.06 : labelSize;
    const free = [[wish.text], twoLines(wish.text)]
      .flatMap((lines) => {
        const wide = Math.max(...lines.map((line) => textWidth(line, size)));
        return places(circle, lines, wide * 0.32).map((label) => ({ label, box: boxOf(label, wide) }));
      })
      .find(
        ({ box }) =>
          box.left >= left + 2 &&
          box.right <= width - 2 &&
          box.top >= 0 &&
          box.bottom <= height &&
          !taken.some((one) => overlaps(one, box)) &&
          !circles.some((one) => touches(one, box)),
      );
    if (free === undefined) continue;
    labels.push(free.label);
    taken.push(free.box);
  }
  return labels;
}

/** Moves positions along one axis apart, at least `gap` between neighbours and inside [low, high] while that is possible. */
export function spread(wanted: number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const at = [...wanted];
  let least = low;
  for (const index of order) {
    at[index] = Math.max(at[index] ?? 0, least);
    least = (at[index] ?? 0) + gap;
  }
  let most = high;
  for (const index of [...order].reverse()) {
    at[index] = Math.min(at[index] ?? 0, most);
    most = (at[index] ?? 0) - gap;
  }
  return at;
}
