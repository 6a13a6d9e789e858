'use client';

import { useCallback, useState } from 'react';
import { count, decimal } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import { curveOption, type Curve } from './curve_option';
import { EChart } from './echart';

function text(value: number): string {
  return Math.abs(value) >= 100 ? count(value, 'en') : decimal(value, Math.abs(value) >= 10 ? 1 : 2);
}

/** One measure by epoch. */
export function CurveChart({ curve, height }: { curve: Curve; height: number }) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null);
  const option = useCallback((colour: (name: string) => string) => curveOption(curve, text, colour), [curve]);
  const last = curve.values.length - 1;
  const onKey = (key: string): boolean => {
    if (key === 'ArrowRight') setActive(Math.min(last, (active ?? -1) + 1));
    else if (key === 'ArrowLeft') setActive(Math.max(0, (active ?? 1) - 1));
    else if (key === 'Home') setActive(0);
    else if (key === 'End') setActive(last);
    else return false;
    return true;
  };
  return (
    <EChart
      option={option}
      label={words.curveLabel(curve.name)}
      height={height}
      spoken={
        active === null ? '' : words.spokenEpoch(curve.epochs[active] ?? 0, text(curve.values[active] ?? 0))
      }
      onKey={onKey}
      onPoint={setActive}
    />
  );
}
