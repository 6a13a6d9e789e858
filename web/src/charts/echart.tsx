'use client';

import type { EChartsOption } from 'echarts';
import { useEffect, useRef } from 'react';
import { useDark } from '@/lib/theme';
import styles from './charts.module.css';

interface EChartProps {
  /** Options from colours: called again when the theme changes. */
  option: (colour: (name: string) => string) => EChartsOption;
  label: string;
  height: number;
  spoken: string; // what the reader of a screen hears of the mark in question
  onKey?: (key: string) => boolean;
  onPoint?: (index: number) => void;
}

/** A chart by ECharts in SVG. The library comes when the first such chart does. */
export function EChart({ option, label, height, spoken, onKey, onPoint }: EChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDark();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let gone = false;
    let end: () => void = () => undefined;
    void import('./echarts_parts').then(({ init }) => {
      if (gone) return;
      const style = getComputedStyle(document.documentElement);
      const chart = init(element);
      chart.setOption(option((name) => style.getPropertyValue(`--${name}`).trim()));
      if (onPoint) {
        chart.on('updateAxisPointer', (event) => {
          const axes = (event as { axesInfo?: { value: number }[] }).axesInfo;
          const value = axes?.[0]?.value;
          if (value !== undefined) onPoint(value);
        });
      }
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      end = () => {
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      end();
    };
  }, [option, dark, onPoint]);
  return (
    <>
      <div
        ref={place}
        className={styles.plot}
        style={{ height }}
        role="img"
        aria-label={label}
        tabIndex={0}
        data-chart=""
        onKeyDown={(event) => {
          if (onKey?.(event.key)) event.preventDefault();
        }}
      />
      <span className="hidden" aria-live="polite">
        {spoken}
      </span>
    </>
  );
}
