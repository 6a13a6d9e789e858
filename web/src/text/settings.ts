import { pair } from './pair';

export const settingsText = pair(
  {
    title: 'Settings',
    look: 'Language and theme',
    lookText: 'Kept in this browser.',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    system: 'System',
    version: 'Version',
    health: 'Database and store',
    ready: 'They answer.',
    notReady: 'They do not answer',
    docs: 'The API, for programs',
    openDocs: 'Read its contract',
  },
  {
    title: '设置',
    look: '语言与主题',
    lookText: '保存在本浏览器。',
    language: '语言',
    theme: '明暗',
    themes: { system: '随系统', light: '浅色', dark: '深色' },
    system: '系统',
    version: '版本',
    health: '数据库与存储',
    ready: '正常应答。',
    notReady: '没有应答',
    docs: '供程序使用的 API',
    openDocs: '查看接口约定',
  },
);
