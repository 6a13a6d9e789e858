import { pair } from './pair';

export const keysText = pair(
  {
    title: 'Keys',
    groups: 'Everywhere',
    search: 'Search and commands',
    list: 'This list',
    close: 'Close what floats, clear a choice',
    go: 'Go to Home, Data, Models, Compare, Analyze, Jobs',
    inModel: 'In a model',
    next: 'Next, previous topic',
    lambda: 'Words: more frequent, more distinct',
    rename: 'Rename the topic',
    chart: 'A chart as a table, and back',
    inCharts: 'In charts and lists',
    move: 'Move from mark to mark',
  },
  {
    title: '快捷键',
    groups: '所有页面',
    search: '搜索与命令',
    list: '本列表',
    close: '关闭浮层，取消选择',
    go: '去首页、数据、模型、比较、分析、任务',
    inModel: '模型里',
    next: '下一个、上一个主题',
    lambda: '词语更常用、更独特',
    rename: '给主题改名',
    chart: '图与表互换',
    inCharts: '图表与列表里',
    move: '逐个移动',
  },
);
