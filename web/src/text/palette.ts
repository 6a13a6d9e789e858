import { pair } from './pair';

export const paletteText = pair(
  {
    title: 'Search and commands',
    placeholder: 'A model, a data set, a page, something to do',
    page: 'Page',
    action: 'Do',
    model: 'Model',
    dataset: 'Data set',
    importFile: 'Import a file',
    otherLanguage: '切换到中文',
    keys: 'Show all keys',
    none: (query: string) => `Nothing is called “${query}” here.`,
    move: 'move',
    open: 'open',
    close: 'close',
  },
  {
    title: '搜索与命令',
    placeholder: '模型、数据集、页面、操作',
    page: '页面',
    action: '操作',
    model: '模型',
    dataset: '数据集',
    importFile: '导入文件',
    otherLanguage: 'Switch to English',
    keys: '查看快捷键',
    none: (query) => `这里没有「${query}」。`,
    move: '移动',
    open: '打开',
    close: '关闭',
  },
);
