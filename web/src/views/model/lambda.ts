/** Where the words of a topic are both frequent in it and its own (Sievert & Shirley 2014 found 0.6 best for people). */
export const usualLambda = 0.6;

export function lambdaOf(text: string | null): number {
  const value = Number(text ?? usualLambda);
  return value >= 0 && value <= 1 ? value : usualLambda;
}
