// Colours of marks. All are custom properties of the page, so that a change of theme repaints without drawing anew.

/** A topic as charts know it. The slot (1 to 8) is its colour; topics outside focus have none. */
export interface ChartTopic {
  id: number;
  name: string;
  share: number;
  slot: number | null;
}

export interface Paint {
  fill: string;
  stroke: string;
  ink: string; // of a number on the fill
}

export function paintOf(slot: number | null): Paint {
  if (slot === null) return { fill: 'var(--tnl)', stroke: 'var(--ctl)', ink: 'var(--ink)' };
  return { fill: `var(--topic${slot})`, stroke: `var(--topic${slot})`, ink: `var(--on${slot})` };
}

/** The colour of a thin line: grey outside focus. */
export function lineOf(slot: number | null): string {
  return slot === null ? 'var(--ctl)' : `var(--topic${slot})`;
}
