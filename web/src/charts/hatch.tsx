/** Lines across what rests on few documents. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={5} height={5} fill="var(--surface)" />
        <line x1={0} y1={0} x2={0} y2={5} stroke="var(--ctl)" strokeWidth={2} />
      </pattern>
    </defs>
  );
}

export const fewDocuments = 60; // in a slice of time; fewer are read with care
export const fewInGroup = 30;
