'use client';

import { quotaNames, quotaValue, type QuotaTexts } from '@/lib/quotas';
import { TextField } from '@/pieces/field';
import { adminText } from '@/text/admin';
import { useWords } from '@/text/pair';
import styles from './settings.module.css';

interface QuotaFieldsProps {
  texts: QuotaTexts;
  onChange: (texts: QuotaTexts) => void;
  /** Whether an empty field means something: that the server's setting holds. */
  optional: boolean;
}

/** One field for each limit. */
export function QuotaFields({ texts, onChange, optional }: QuotaFieldsProps) {
  const words = useWords(adminText);
  const problem = (name: keyof QuotaTexts): string | null => {
    const value = quotaValue(name, texts[name]);
    if (value === undefined) return words.noNumber;
    return value === null && !optional ? words.needed : null;
  };
  return (
    <div className={styles.pair}>
      {quotaNames.map((name) => (
        <TextField
          key={name}
          label={words.quotaNames[name]}
          inputMode="decimal"
          value={texts[name]}
          error={problem(name)}
          onChange={(event) => onChange({ ...texts, [name]: event.target.value })}
        />
      ))}
    </div>
  );
}
