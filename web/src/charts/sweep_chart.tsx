'use client';

import { useState } from 'react';
import { count, measure } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { figuresText } from '@/text/figures';
import { wordsIn } from '@/text/pair';
import { Plot } from './plot';
import { panelHeight, SweepPanel, type SweepPanelData } from './sweep_panel';

interface SweepChartProps {
  panels: SweepPanelData[]; // of the same numbers of topics
  range: [number, number];
  advised: number;
  width: number;
  onOpen: (topics: number) => void;
}

const leastWidth = 250;
const gap = 24;

function text(value: number): string {
  return Math.abs(value) >= 100 ? count(value, 'en') : measure(value);
}

/** Every measure of a sweep in a panel of its own. Left and right lead along the numbers, up and down between the measures. */
export function SweepChart({ panels, range, advised, width, onOpen }: SweepChartProps) {
  const words = wordsIn(figuresText, useLanguage());
  const [active, setActive] = useState<number | null>(null); // panel by panel
  const numbers = panels[0]?.points.map((point) => point.topics) ?? [];
  const inRow = Math.max(1, Math.min(panels.length, Math.floor((width + gap) / (leastWidth + gap))));
  const wide = Math.floor((width - gap * (inRow - 1)) / inRow);
  const place = active === null ? null : active % numbers.length;
  const step = (from: number, key: string) => {
    const panel = Math.floor(from / numbers.length);
    const at = from % numbers.length;
    const to = {
      ArrowLeft: [panel, at - 1],
      ArrowRight: [panel, at + 1],
      ArrowUp: [panel - 1, at],
      ArrowDown: [panel + 1, at],
    }[key];
    const [nextPanel = -1, next = -1] = to ?? [];
    const inside = nextPanel >= 0 && nextPanel < panels.length && next >= 0 && next < numbers.length;
    return inside ? nextPanel * numbers.length + next : null;
  };
  return (
    <Plot
      label={words.sweepLabel(panels.map((panel) => panel.name).join(', '))}
      width={width}
      height={Math.ceil(panels.length / inRow) * panelHeight}
      marks={panels.flatMap((panel) =>
        panel.points.map(
          ({ topics, figure }) => `${panel.name}, ${words.spokenPoint(topics, text(figure.mean))}`,
        ),
      )}
      active={active}
      onActive={setActive}
      step={step}
      onOpen={(mark) => {
        const topics = numbers[mark % numbers.length];
        if (topics !== undefined) onOpen(topics);
      }}
    >
      {panels.map((panel, index) => (
        <g
          key={panel.name}
          transform={`translate(${(index % inRow) * (wide + gap)} ${Math.floor(index / inRow) * panelHeight})`}
        >
          <SweepPanel
            panel={panel}
            range={range}
            advised={advised}
            active={place}
            width={wide}
            say={words.spokenPoint}
            text={text}
            onActive={(next) => setActive(next === null ? null : index * numbers.length + next)}
            onOpen={onOpen}
          />
        </g>
      ))}
    </Plot>
  );
}
