import type { EChartsOption } from 'echarts';

export interface Curve {
  name: string;
  epochs: number[];
  values: number[];
  better: 'up' | 'down';
}

/** The place of the best value of a curve. */
export function bestAt({ values, better }: Curve): number {
  const best = better === 'up' ? Math.max(...values) : Math.min(...values);
  return values.indexOf(best);
}

/** One training curve in ink: the best step marked, the last value printed. */
export function curveOption(
  curve: Curve,
  text: (value: number) => string,
  colour: (name: string) => string,
): EChartsOption {
  const font = { fontSize: 12, fontFamily: 'inherit' };
  const axisLabel = { color: colour('ink3'), ...font };
  const best = bestAt(curve);
  return {
    animationDuration: 200,
    grid: { left: 58, right: 62, top: 18, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('raise'),
      borderColor: colour('line2'),
      textStyle: { color: colour('ink'), ...font },
      valueFormatter: (value) => text(Number(value)),
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: curve.epochs.map(String),
      axisLabel,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('line2') } },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 3,
      axisLabel: { ...axisLabel, formatter: (value: number) => text(value) },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    series: [
      {
        name: curve.name,
        type: 'line',
        data: curve.values,
        showSymbol: false,
        lineStyle: { color: colour('ink'), width: 2 },
        itemStyle: { color: colour('ink') },
        endLabel: {
          show: true,
          formatter: () => text(curve.values.at(-1) ?? 0),
          color: colour('ink'),
          fontWeight: 600,
          ...font,
        },
        markPoint: {
          symbol: 'circle',
          symbolSize: 8,
          label: { show: false },
          data: [{ name: curve.name, coord: [best, curve.values[best] ?? 0] }],
        },
      },
    ],
  };
}
