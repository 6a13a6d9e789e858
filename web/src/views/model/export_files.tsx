'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { withQuery } from '@/api/client';
import { useLanguage } from '@/lib/language';
import { Button } from '@/pieces/button';
import { exportText } from '@/text/export_cite';
import { useWords } from '@/text/pair';
import styles from './export_tab.module.css';
import { useWorkspace } from './workspace';

// The names of the server's formats.
const formats = [
  ['csv', 'topicsFile', 'topicsFileWhat'],
  ['xlsx', 'workbook', 'workbookWhat'],
  ['html', 'report', 'reportWhat'],
  ['jsonl', 'lines', 'linesWhat'],
  ['npz', 'arrays', 'arraysWhat'],
  ['safetensors', 'tensors', 'tensorsWhat'],
  ['mallet', 'mallet', 'malletWhat'],
  ['ldavis', 'ldavis', 'ldavisWhat'],
  ['dfr', 'dfr', 'dfrWhat'],
  ['bundle', 'bundle', 'bundleWhat'],
] as const;

/** Several downloads at once: browsers take one address after the other, not in the same moment. */
function downloadAll(addresses: string[]) {
  addresses.forEach((address, index) => {
    setTimeout(() => {
      const link = document.createElement('a');
      link.href = address;
      link.download = '';
      link.click();
    }, 400 * index);
  });
}

export function ExportFiles() {
  const words = useWords(exportText);
  const language = useLanguage();
  const { model, figures } = useWorkspace();
  const [chosen, setChosen] = useState<string[]>(['csv', 'html']);
  const [texts, setTexts] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [bom, setBom] = useState(language === 'zh');
  const options: [string, boolean, (on: boolean) => void][] = [
    [words.texts, texts, setTexts],
    [words.bom, bom, setBom],
  ];
  if (figures.hidden_topics > 0) options.push([words.hidden, hidden, setHidden]);
  const addresses = chosen.map((format) => {
    const isTable = format === 'csv' || format === 'xlsx' || format === 'jsonl';
    const whole = format === 'bundle';
    return withQuery(`/api/models/${model.model_id}/exports`, {
      format,
      texts: texts && isTable ? 'true' : undefined,
      bom: bom && format === 'csv' ? 'true' : undefined,
      include_hidden: hidden && !whole ? 'true' : undefined,
      language: format === 'html' ? language : undefined,
    });
  });
  return (
    <section>
      <h2>{words.files}</h2>
      <p className="caption">{words.filesHow}</p>
      <ul className={styles.files}>
        {formats.map(([format, name, what]) => (
          <li key={format}>
            <label className={styles.file}>
              <input
                type="checkbox"
                checked={chosen.includes(format)}
                onChange={(event) =>
                  setChosen(
                    event.target.checked ? [...chosen, format] : chosen.filter((one) => one !== format),
                  )
                }
              />
              <span>
                <b>{words[name]}</b>
                <span className={styles.what}>{words[what]}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className={styles.options}>
        {options.map(([name, on, set]) => (
          <label key={name}>
            <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} /> {name}
          </label>
        ))}
      </div>
      <Button
        kind="primary"
        disabled={chosen.length === 0}
        icon={<Download size={16} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => downloadAll(addresses)}
      >
        {words.download(chosen.length)}
      </Button>
    </section>
  );
}
