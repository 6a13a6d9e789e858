'use client';

import { linePath } from '@/lib/scale';
import type { SweepFigure } from '@/lib/sweep';
import styles from './charts.module.css';
import { axisText, layPanel } from './sweep';
import { textWidth } from './text_width';

export interface SweepPanelData {
  name: string; // of the measure
  how: string; // to read it
  points: { topics: number; figure: SweepFigure }[]; // by rising number of topics
}

interface SweepPanelProps {
  panel: SweepPanelData;
  range: [number, number]; // numbers of topics that count as equally good
  advised: number; // the number that is filled
  active: number | null; // the place under pointer or keys, in all panels
  width: number;
  say: (topics: number, value: string) => string;
  text: (value: number) => string;
  onActive: (place: number | null) => void;
  onOpen: (topics: number) => void;
}

export const panelHeight = 190;
const plotTop = 42;

/** One measure over the numbers of topics: each seed a point, their mean a circle on the line. */
export function SweepPanel(props: SweepPanelProps) {
  const { panel, range, advised, active, width, say, text, onActive, onOpen } = props;
  const { points } = panel;
  const height = panelHeight - plotTop;
  const rough = layPanel(points, range, width, height, 40).upward.map((tick) => tick.value);
  const texts = rough.map(axisText(rough));
  const left = Math.max(...texts.map((one) => textWidth(one, 12))) + 8;
  const layout = layPanel(points, range, width, height, left);
  const lit = active === null ? undefined : layout.marks[active];
  return (
    <>
      <text x={0} y={14} fontSize={13} className={styles.strong}>
        {panel.name}
      </text>
      <text x={0} y={32} className={styles.axis}>
        {panel.how}
      </text>
      <g transform={`translate(0 ${plotTop})`}>
        <rect
          x={layout.range[0]}
          y={8}
          width={layout.range[1] - layout.range[0]}
          height={layout.bottom - 8}
          fill="var(--hover)"
        />
        {layout.upward.map((tick, index) => (
          <g key={tick.value}>
            <line x1={left} x2={layout.right} y1={tick.y} y2={tick.y} className={styles.grid} />
            <text x={left - 8} y={tick.y + 4} textAnchor="end" className={styles.axis}>
              {texts[index]}
            </text>
          </g>
        ))}
        {layout.across.map((tick) => (
          <text key={tick.text} x={tick.x} y={height - 4} textAnchor="middle" className={styles.axis}>
            {tick.text}
          </text>
        ))}
        {layout.marks.map((mark) => (
          <g key={mark.topics}>
            {mark.low - mark.high > 0.5 && (
              <line
                x1={mark.x}
                x2={mark.x}
                y1={mark.low}
                y2={mark.high}
                stroke="var(--tnl)"
                strokeWidth={5}
                strokeLinecap="round"
              />
            )}
            {mark.seeds.length > 1 &&
              mark.seeds.map((y, index) => <circle key={index} cx={mark.x} cy={y} r={2} fill="var(--ctl)" />)}
          </g>
        ))}
        <path
          d={linePath(layout.marks.map(({ x, mean }) => ({ x, y: mean })))}
          fill="none"
          stroke="var(--ink)"
          strokeWidth={1.75}
          strokeLinejoin="round"
        />
        {layout.marks.map((mark, place) => (
          <g
            key={mark.topics}
            className={styles.mark}
            data-topics={mark.topics}
            onPointerEnter={() => onActive(place)}
            onPointerLeave={() => onActive(null)}
            onClick={() => onOpen(mark.topics)}
          >
            <title>{say(mark.topics, text(points[place]?.figure.mean ?? 0))}</title>
            <rect x={mark.x - 12} y={8} width={24} height={layout.bottom} fill="transparent" />
            <circle
              cx={mark.x}
              cy={mark.mean}
              r={place === active ? 6.5 : mark.topics === advised ? 5.5 : 4}
              fill={mark.topics === advised ? 'var(--ink)' : 'var(--surface)'}
              stroke="var(--ink)"
              strokeWidth={1.75}
            />
          </g>
        ))}
        {active !== null && lit !== undefined && (
          <text
            x={Math.min(layout.right - 18, Math.max(left + 18, lit.x))}
            y={Math.max(18, lit.high - 10)}
            textAnchor="middle"
            className={`${styles.value} ${styles.halo}`}
          >
            {text(points[active]?.figure.mean ?? 0)}
          </text>
        )}
      </g>
    </>
  );
}
