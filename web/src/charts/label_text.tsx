import type { SVGProps } from 'react';
import { lineHeight, type Label } from './labels';

/** A placed label, one line or two. */
export function LabelText({ label, x, ...rest }: { label: Label } & Omit<SVGProps<SVGTextElement>, 'ref'>) {
  return (
    <text x={x} y={label.y} textAnchor={label.anchor} {...rest}>
      {label.lines.map((line, index) => (
        <tspan key={index} x={label.x} dy={index === 0 ? 0 : lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
