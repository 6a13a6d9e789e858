// Colours of heat maps: steps of the sequential and the diverging scale. More is further from the ground.

/** The step (0 to 7) of a value between 0 and the largest. */
export function heatStep(value: number, most: number): number {
  if (!(most > 0) || value <= 0) return 0;
  return Math.min(7, Math.floor((value / most) * 8 - 1e-9));
}

/** The step (-4 to 4) of a difference; the middle is "about the mean". */
export function differenceStep(value: number, most: number): number {
  if (!(most > 0)) return 0;
  const part = Math.max(-1, Math.min(1, value / most));
  return Math.round(part * 4) + 0;
}

export interface HeatPaint {
  fill: string;
  ink: string;
}

export function heatPaint(step: number): HeatPaint {
  return { fill: `var(--heat${step})`, ink: step <= 4 ? 'var(--heatlow)' : 'var(--heathigh)' };
}

export function differencePaint(step: number): HeatPaint {
  const name = step < 0 ? `minus${-step}` : step > 0 ? `plus${step}` : 'even';
  return { fill: `var(--${name})`, ink: Math.abs(step) >= 3 ? `var(--farink)` : 'var(--nearink)' };
}
