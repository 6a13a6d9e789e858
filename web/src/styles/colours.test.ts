import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// The colours of topics and scales as people with all kinds of sight see them. Simulation: Machado, Oliveira & Fernandes,
// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), full severity, on linear light.
// Distance: CIEDE2000 (Sharma, Wu & Dalal 2005).

type Triple = [number, number, number];

type Sight = 'usual' | 'protan' | 'deutan' | 'tritan';

const sights: Record<Sight, [Triple, Triple, Triple]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: [Triple, Triple, Triple], [a, b, c]: Triple): Triple {
  const row = ([x, y, z]: Triple) => Math.min(1, Math.max(0, x * a + y * b + z * c));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIE L*a*b* under D65 of a colour as somebody sees it. */
function lab(hex: string, sight: Sight): Triple {
  const [r, g, b] = times(sights[sight], linear(hex));
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const radians = Math.PI / 180;

function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const hue = (x: number, b: number) => (x === 0 && b === 0 ? 0 : (Math.atan2(b, x) / radians + 360) % 360);
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)];
  const grey = c1 * c2 === 0;
  const turn = h2 - h1 - (Math.abs(h2 - h1) > 180 ? Math.sign(h2 - h1) * 360 : 0);
  const dh = grey ? 0 : 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians);
  const sum = h1 + h2;
  const wide = Math.abs(h1 - h2) > 180;
  const h = grey ? sum : wide ? (sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2) : sum / 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const cos = (angle: number) => Math.cos(angle * radians);
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const turned = 30 * Math.exp(-(((h - 275) / 25) ** 2));
  const rt = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(2 * turned * radians);
  const [dl, dc, dH] = [(l2 - l1) / sl, (c2 - c1) / sc, dh / sh];
  return Math.sqrt(dl * dl + dc * dc + dH * dH + rt * dc * dH);
}

/** The custom properties of each theme, out of the style sheets themselves. */
function themes(): Record<string, Map<string, string>> {
  const found: Record<string, Map<string, string>> = { light: new Map(), dark: new Map() };
  for (const file of ['tokens.css', '../charts/scales.css']) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    for (const [, theme, body] of text.matchAll(/:root(\[data-theme='dark'\])?\s*\{([^}]*)\}/g)) {
      for (const [, name, value] of (body ?? '').matchAll(/--([\w]+):\s*(#[0-9a-f]{6})/g))
        found[theme === undefined ? 'light' : 'dark']?.set(name ?? '', value ?? '');
    }
  }
  return found;
}

const slots = Array.from({ length: 8 }, (_, index) => `topic${index + 1}`);
const heat = Array.from({ length: 8 }, (_, index) => `heat${index}`);
const even = ['minus4', 'minus3', 'minus2', 'minus1', 'even', 'plus1', 'plus2', 'plus3', 'plus4'];

it('measures distances as the reference does', () => {
  // Three of the pairs that Sharma, Wu & Dalal publish with their distances.
  expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
  expect(ciede2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
});

describe.each(Object.entries(themes()))('in %s', (theme, colours) => {
  const of = (name: string): string => {
    const value = colours.get(name);
    if (value === undefined) throw new Error(`${theme} has no --${name}`);
    return value;
  };
  describe.each(Object.keys(sights) as Sight[])('as %s eyes see it', (sight) => {
    const seen = (name: string) => lab(of(name), sight);

    it('no two topics look alike', () => {
      for (const a of slots)
        for (const b of slots)
          if (a < b) expect(ciede2000(seen(a), seen(b)), `${a} and ${b}`).toBeGreaterThan(11.5);
    });
    it('no topic looks like those outside focus, or like the sheet', () => {
      for (const slot of slots) {
        expect(ciede2000(seen(slot), seen('surface')), slot).toBeGreaterThan(25);
        expect(ciede2000(seen(slot), seen('tnl')), slot).toBeGreaterThan(11.5);
      }
    });
    it('more is always further from the ground', () => {
      const lightness = heat.map((name) => seen(name)[0]);
      lightness.slice(1).forEach((value, index) => {
        const step = (value - (lightness[index] ?? 0)) * (theme === 'light' ? -1 : 1);
        expect(step, `step ${index} to ${index + 1}`).toBeGreaterThan(4);
      });
    });
    it('a difference shows its size by lightness and its sign by colour', () => {
      const lightness = even.map((name) => seen(name)[0]);
      const away = theme === 'light' ? -1 : 1;
      for (let step = 0; step < 4; step += 1) {
        expect(away * ((lightness[step] ?? 0) - (lightness[step + 1] ?? 0)), `minus ${step}`).toBeGreaterThan(
          4,
        );
        expect(
          away * ((lightness[8 - step] ?? 0) - (lightness[7 - step] ?? 0)),
          `plus ${step}`,
        ).toBeGreaterThan(4);
      }
      for (const step of [2, 3, 4])
        expect(ciede2000(seen(`minus${step}`), seen(`plus${step}`)), `step ${step}`).toBeGreaterThan(20);
    });
  });
});
