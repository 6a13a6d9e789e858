import { pair } from './pair';

export const chartsText = pair(
  { asTable: 'Show as a table', asChart: 'Show as a chart' },
  { asTable: '看表格', asChart: '看图' },
);
