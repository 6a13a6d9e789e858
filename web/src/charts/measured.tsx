'use client';

import type { ReactNode } from 'react';
import { useWidth } from './use_width';

/** Draws what needs to know its width. */
export function Measured({
  least = 0,
  children,
}: {
  least?: number;
  children: (width: number) => ReactNode;
}) {
  const [element, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={element} style={{ minHeight: least }}>
      {width > 0 && children(width)}
    </div>
  );
}
