'use client';

import { ClipboardPaste, FileUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { textFile } from '@/lib/picked_files';
import { dropText } from '@/text/drop';
import { useWords } from '@/text/pair';
import { Button } from './button';
import { classes } from './class_names';
import styles from './drop_zone.module.css';

const accepted = '.csv,.tsv,.xlsx,.jsonl,.txt,.pdf,.docx,.zip';

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Takes files dropped, chosen or pasted, and pasted text, anywhere on the page. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const words = useWords(dropText);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [text, setText] = useState('');
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isField(event.target) || !event.clipboardData) return;
      const files = [...event.clipboardData.files];
      const pasted = event.clipboardData.getData('text/plain');
      if (files.length > 0) onFiles(files);
      else if (pasted.trim() !== '') setText(pasted);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [onFiles]);
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <div
      className={classes(styles.zone, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles(files);
      }}
    >
      <section className={styles.half}>
        <FileUp size={24} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <h2>{words.drop}</h2>
          <p className="second">{words.kinds}</p>
          <Button kind="primary" large onClick={() => input.current?.click()} className={styles.choose}>
            {words.choose}
          </Button>
          <input
            ref={input}
            type="file"
            multiple
            accept={accepted}
            className="hidden"
            tabIndex={-1}
            aria-label={words.choose}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              if (files.length > 0) onFiles(files);
            }}
          />
        </div>
      </section>
      <section className={styles.half}>
        <ClipboardPaste size={24} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <h2>{words.paste}</h2>
          <p className="second">{words.oneLine}</p>
          <textarea
            className={styles.text}
            rows={text === '' ? 1 : 5}
            value={text}
            aria-label={words.paste}
            placeholder={words.pasteHere}
            onChange={(event) => setText(event.target.value)}
          />
          {text.trim() !== '' && (
            <Button kind="primary" onClick={() => onFiles([textFile(text)])}>
              {words.use(lines)}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
