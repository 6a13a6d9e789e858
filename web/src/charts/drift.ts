// How the words of a topic change: the first words of a few periods side by side, with links that follow a word.

export interface DriftPeriod {
  name: string;
  documents: number;
  words: string[];
}

export interface DriftCell {
  word: string;
  column: number;
  rank: number;
  isNew: boolean; // not among the first words of the period before
}

export interface DriftLink {
  word: string;
  from: { column: number; rank: number };
  to: { column: number; rank: number };
}

/** At most `most` of the slices, the first and the last among them, evenly apart. */
export function pickPeriods(slices: number, most: number): number[] {
  if (slices <= most) return Array.from({ length: slices }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (slices - 1)) / (most - 1)));
}

export function layDrift(periods: DriftPeriod[]): { cells: DriftCell[]; links: DriftLink[] } {
  const cells: DriftCell[] = [];
  const links: DriftLink[] = [];
  periods.forEach((period, column) => {
    const before = periods[column - 1]?.words;
    period.words.forEach((word, rank) => {
      const was = before?.indexOf(word) ?? -1;
      cells.push({ word, column, rank, isNew: before !== undefined && was < 0 });
      if (was >= 0) links.push({ word, from: { column: column - 1, rank: was }, to: { column, rank } });
    });
  });
  return { cells, links };
}
