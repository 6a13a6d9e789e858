import { count } from '@/lib/format';
import { pair, plural } from './pair';

export const dropText = pair(
  {
    drop: 'Drop a file here',
    kinds: 'CSV, TSV, XLSX, JSONL, TXT, PDF, DOCX or a ZIP of these.',
    choose: 'Choose a file',
    paste: 'Or paste text',
    oneLine: 'One line, one document.',
    pasteHere: 'Press Ctrl V anywhere on this page',
    use: (lines: number) => `Use ${count(lines, 'en')} ${plural(lines, 'line', 'lines')}`,
  },
  {
    drop: '把文件拖到这里',
    kinds: '支持 CSV、TSV、XLSX、JSONL、TXT、PDF、DOCX，或它们的 ZIP 压缩包。',
    choose: '选择文件',
    paste: '或粘贴文本',
    oneLine: '一行一篇文档。',
    pasteHere: '在本页任意位置按 Ctrl V',
    use: (lines) => `用这 ${count(lines, 'zh')} 行`,
  },
);
