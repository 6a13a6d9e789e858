export interface Measured {
  measure: string;
  epochs: number[];
  values: number[];
}

/** The measures of a training that were noted at two epochs or more, in the order asked for. */
export function measuredCurves(epochs: Record<string, unknown>[], measures: readonly string[]): Measured[] {
  return measures.flatMap((measure) => {
    const points = epochs.flatMap((one): [number, number][] => {
      const [epoch, value] = [one.epoch, one[measure]];
      return typeof epoch === 'number' && typeof value === 'number' ? [[epoch, value]] : [];
    });
    if (points.length < 2) return [];
    return [{ measure, epochs: points.map(([epoch]) => epoch), values: points.map(([, value]) => value) }];
  });
}
