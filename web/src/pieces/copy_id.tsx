'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '@/text/pair';
import { statesText } from '@/text/states';
import styles from './copy_id.module.css';

/** An id that a click copies. */
export function CopyId({ id }: { id: string }) {
  const words = useWords(statesText);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(id).then(() => setCopied(true));
  };
  const Icon = copied ? Check : Copy;
  return (
    <button type="button" className={styles.id} onClick={copy} title={words.copyId}>
      <code>{id}</code>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  );
}
