import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { TopicSeries } from './stream_chart';

export interface LineTexts {
  slices: string[];
  percent: (share: number) => string;
}

const font = { fontSize: 12, fontFamily: 'inherit' };

/** Lines of the topics in focus, y from zero, each named at its end. */
export function linesOption(
  topics: TopicSeries[],
  texts: LineTexts,
  colour: (name: string) => string,
): EChartsOption {
  const series = topics.map<LineSeriesOption>((topic) => {
    const own = topic.slot === null ? colour('ctl') : colour(`topic${topic.slot}`);
    return {
      name: topic.name,
      type: 'line',
      data: topic.values,
      showSymbol: false,
      lineStyle: { color: own, width: 2 },
      itemStyle: { color: own },
      endLabel: {
        show: true,
        formatter: `${topic.id} ${topic.name}`,
        color: colour('ink'),
        width: 150,
        overflow: 'truncate',
        ...font,
      },
      labelLayout: { moveOverlap: 'shiftY' },
      emphasis: { focus: 'series' },
    };
  });
  const axisLabel = { color: colour('ink3'), ...font };
  return {
    animationDuration: 300,
    grid: { left: 52, right: 168, top: 14, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colour('raise'),
      borderColor: colour('line2'),
      textStyle: { color: colour('ink'), ...font },
      valueFormatter: (value) => texts.percent(Number(value)),
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: texts.slices,
      axisLabel,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('line2') } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: { ...axisLabel, formatter: (value: number) => texts.percent(value) },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    series,
  };
}
