// The parts of ECharts that are used, and no others.
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkPointComponent, TooltipComponent } from 'echarts/components';
import { init as start, use as take, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

take([
  LineChart,
  GridComponent,
  TooltipComponent,
  MarkPointComponent,
  MarkAreaComponent,
  LabelLayout,
  SVGRenderer,
]);

export function init(element: HTMLElement): ECharts {
  return start(element, null, { renderer: 'svg' });
}
