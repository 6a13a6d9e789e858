// The stream: shares of topics over time, stacked around a middle line. Pure geometry.
import { textWidth, twoLines } from './text_width';

/** Values between given points along a monotone cubic (Fritsch & Carlson 1980): smooth, and never beyond its points. */
export function monotone(xs: number[], ys: number[]): (x: number) => number {
  const last = xs.length - 1;
  const at = (values: number[], index: number) => values[index] ?? 0;
  const slopes = xs
    .slice(1)
    .map((_, i) => (at(ys, i + 1) - at(ys, i)) / Math.max(1e-9, at(xs, i + 1) - at(xs, i)));
  const tangents = xs.map((_, i) => {
    if (i === 0) return at(slopes, 0);
    if (i === last) return at(slopes, last - 1);
    const [before, after] = [at(slopes, i - 1), at(slopes, i)];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    if (last <= 0 || x <= at(xs, 0)) return at(ys, 0);
    if (x >= at(xs, last)) return at(ys, last);
    const i = Math.max(0, xs.findIndex((one) => one > x) - 1);
    const width = at(xs, i + 1) - at(xs, i);
    const t = (x - at(xs, i)) / width;
    const [t2, t3] = [t * t, t * t * t];
    return (
      (2 * t3 - 3 * t2 + 1) * at(ys, i) +
      (t3 - 2 * t2 + t) * width * at(tangents, i) +
      (3 * t2 - 2 * t3) * at(ys, i + 1) +
      (t3 - t2) * width * at(tangents, i + 1)
    );
  };
}

export interface Band {
  id: number;
  path: string;
  top: number[]; // pixels at each sample
  bottom: number[];
}

export interface BandLabel {
  id: number;
  lines: string[];
  x: number;
  y: number; // base of the first line
  lead: { x: number; from: number; to: number } | null; // a thin line to the band
}

export interface Stream {
  bands: Band[];
  samples: number[]; // x
  pixelsPerShare: number;
  labels: BandLabel[];
}

const step = 4; // pixels between samples
const lineHeight = 15;
const size = 12.5;

interface Series {
  id: number;
  name: string;
  values: number[]; // share in each slice
}

function place(samples: number[], band: Band, name: string): BandLabel | null {
  let best: BandLabel | null = null;
  let most = 0;
  for (const lines of [[name], twoLines(name)]) {
    const wide = Math.max(...lines.map((line) => textWidth(line, size * 1.05))) + 10;
    const tall = lines.length * lineHeight + 4;
    const reach = Math.ceil(wide / 2 / step) + 1;
    for (let i = reach; i < samples.length - reach; i += 1) {
      const top = Math.max(...band.top.slice(i - reach, i + reach + 1));
      const bottom = Math.min(...band.bottom.slice(i - reach, i + reach + 1));
      const room = bottom - top - tall;
      if (room < 0 || room <= most - 1e-9) continue;
      most = room;
      best = { id: band.id, lines, x: samples[i] ?? 0, y: (top + bottom) / 2 - tall / 2 + 13, lead: null };
    }
    if (best !== null) return best;
  }
  return best;
}

// Names that no band can hold stand above or below the stream, on the side that is nearer, led to the widest place of
// their band. No name lies on another, nor on the line of another.
function lead(stream: Band[], samples: number[], bands: [Band, string][], height: number): BandLabel[] {
  const rows = [
    { y: 28, above: true },
    { y: height - 20, above: false },
    { y: 12, above: true },
    { y: height - 4, above: false },
  ];
  const taken: { row: number; from: number; to: number; lead: number }[] = [];
  return bands.flatMap(([band, name]) => {
    const thickness = band.top.map((top, i) => (band.bottom[i] ?? 0) - top);
    const order = thickness.map((_, i) => i).sort((a, b) => (thickness[b] ?? 0) - (thickness[a] ?? 0));
    const wide = textWidth(name, size * 1.05);
    for (const i of order.slice(0, Math.ceil(order.length / 2))) {
      const x = samples[i] ?? 0;
      const edgeTop = Math.min(...stream.map((one) => one.top[i] ?? 0));
      const edgeBottom = Math.max(...stream.map((one) => one.bottom[i] ?? 0));
      const middle = ((band.top[i] ?? 0) + (band.bottom[i] ?? 0)) / 2;
      const nearTop = middle - edgeTop < edgeBottom - middle;
      const left = Math.max((samples[0] ?? 0) + wide / 2, Math.min((samples.at(-1) ?? 0) - wide / 2, x));
      const [from, to] = [left - wide / 2 - 8, left + wide / 2 + 8];
      const row = rows.findIndex(
        ({ y, above }, index) =>
          above === nearTop &&
          (above ? edgeTop - y > 8 : y - edgeBottom > 16) &&
          taken.every((one) => {
            if (rows[one.row]?.above !== above) return true;
            const apart = one.row !== index || to < one.from || one.to < from;
            const clear = (one.lead < from || one.lead > to) && (x < one.from || x > one.to);
            return apart && clear && Math.abs(one.lead - x) > 6;
          }),
      );
      const found = rows[row];
      if (found === undefined) continue;
      taken.push({ row, from, to, lead: x });
      const start = found.above ? found.y + 4 : found.y - 13;
      return [{ id: band.id, lines: [name], x: left, y: found.y, lead: { x, from: start, to: middle } }];
    }
    return [];
  });
}

/** Bands from top to bottom in the order given; every slice is centred. `xs` are the middles of the slices. */
export function layStream(
  series: Series[],
  xs: number[],
  left: number,
  right: number,
  height: number,
): Stream {
  const margin = 40; // above and below, for names that are led
  const samples: number[] = [];
  for (let x = left; x <= right; x += step) samples.push(x);
  const curves = series.map((one) => monotone(xs, one.values));
  const shares = samples.map((x) => curves.map((curve) => Math.max(0, curve(x))));
  const totals = shares.map((one) => one.reduce((sum, share) => sum + share, 0));
  const pixelsPerShare = (height - 2 * margin) / Math.max(1e-6, ...totals);
  const bands = series.map((one) => ({ id: one.id, path: '', top: [] as number[], bottom: [] as number[] }));
  samples.forEach((_, i) => {
    let y = height / 2 - ((totals[i] ?? 0) * pixelsPerShare) / 2;
    bands.forEach((band, k) => {
      band.top.push(y);
      y += (shares[i]?.[k] ?? 0) * pixelsPerShare;
      band.bottom.push(y);
    });
  });
  for (const band of bands) {
    const points = (ys: number[]) => samples.map((x, i) => `${x.toFixed(1)} ${(ys[i] ?? 0).toFixed(1)}`);
    band.path = `M${points(band.top).join('L')}L${points(band.bottom).reverse().join('L')}Z`;
  }
  const labels: BandLabel[] = [];
  const homeless: [Band, string][] = [];
  series.forEach((one, k) => {
    const band = bands[k];
    if (band === undefined) return;
    const label = place(samples, band, one.name);
    if (label) labels.push(label);
    else homeless.push([band, one.name]);
  });
  labels.push(...lead(bands, samples, homeless, height));
  return { bands, samples, pixelsPerShare, labels };
}

/** The share that the scale bar stands for: round, and about a fifth of the height. */
export function scaleShare(pixelsPerShare: number, height: number): number {
  const choices = [0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01];
  return choices.find((share) => share * pixelsPerShare <= height / 3.5) ?? 0.01;
}
