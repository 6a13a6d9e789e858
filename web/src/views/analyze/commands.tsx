'use client';

import { Copy } from 'lucide-react';
import { useState } from 'react';
import { shellQuote } from '@/lib/take_away';
import { Button } from '@/pieces/button';
import { Segmented } from '@/pieces/segmented';
import { useToast } from '@/pieces/toast';
import page from '@/styles/page.module.css';
import { analyzeText } from '@/text/analyze';
import { useWords } from '@/text/pair';
import styles from './analyze.module.css';

type Kind = 'curl' | 'cli';

function command(kind: Kind, id: string, name: string, texts: string[]): string {
  if (kind === 'cli') {
    const model = shellQuote(`${name}.model`);
    if (texts.length === 1) return `theta infer ${model} --text ${shellQuote(texts[0] ?? '')}`;
    const input = texts.map(shellQuote).join(' ');
    return `printf '%s\\n' ${input} | theta infer ${model} -`;
  }
  const body = { model_id: id, ...(texts.length === 1 ? { text: texts[0] } : { texts }), explain: true };
  return `curl ${location.origin}/api/analyze \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellQuote(JSON.stringify(body))}`;
}

/** The same question for programs. */
export function Commands({ model, name, texts }: { model: string; name: string; texts: string[] }) {
  const words = useWords(analyzeText);
  const say = useToast();
  const [kind, setKind] = useState<Kind>('curl');
  const text = command(kind, model, name, texts);
  return (
    <section className={page.stack} style={{ gap: 8 }}>
      <h2>{words.programs}</h2>
      <div className={page.actions} style={{ justifyContent: 'space-between' }}>
        <Segmented
          label={words.programs}
          value={kind}
          options={(['curl', 'cli'] as const).map((value) => ({ value, name: words.commands[value] }))}
          onChange={setKind}
        />
        <Button
          icon={<Copy size={16} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => say({ text: words.copied }))}
        >
          {words.copy}
        </Button>
      </div>
      <pre className={styles.code} tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
