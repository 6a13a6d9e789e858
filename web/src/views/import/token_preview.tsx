'use client';

import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import { useSurvey, type CutText, type PreviewRow, type Token } from '@/api/survey';
import { withOtherFate, type Columns } from '@/lib/column_choice';
import { Button } from '@/pieces/button';
import { classes } from '@/pieces/class_names';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';
import { SurveyState } from './survey_state';

const mostTokens = 120; // of a row; a long text shows its beginning

const looks: Record<string, string | undefined> = {
  kept: styles.tokenKept,
  user_dictionary: styles.tokenOwn,
  stop_word: styles.tokenStop,
  dropped_word: styles.tokenStop,
};

function isKept(token: Token): boolean {
  return token.fate === 'kept' || token.fate === 'user_dictionary';
}

interface TokenPreviewProps {
  id: string;
  revision: number | undefined;
  columns: Columns;
  onChange: (columns: Columns) => void;
}

function RowCard({
  text,
  columns,
  onChange,
}: { text: CutText } & Pick<TokenPreviewProps, 'columns' | 'onChange'>) {
  const words = useWords(importText);
  const kept = text.tokens.filter(isKept).length;
  return (
    <li className={styles.rowCard}>
      <div className={styles.rowHead}>
        <span>{text.row !== null && words.row(text.row)}</span>
        <span className="num">{words.keptWords(kept, text.tokens.length)}</span>
      </div>
      <div className={styles.tokens} lang={text.language === 'other' ? undefined : text.language}>
        {text.tokens.slice(0, mostTokens).map((token, index) => (
          <button
            key={index}
            type="button"
            className={classes(styles.token, looks[token.fate] ?? styles.tokenRare)}
            title={token.reason}
            onClick={() => onChange(withOtherFate(columns, token.text, token.fate))}
          >
            {token.text}
          </button>
        ))}
        {text.tokens.length > mostTokens && <span className="second">…</span>}
      </div>
    </li>
  );
}

/** Five rows spread over the data, or others, cut into words; a click keeps or drops a word. */
export function TokenPreview({ id, revision, columns, onChange }: TokenPreviewProps) {
  const words = useWords(importText);
  const [shift, setShift] = useState<number | null>(null);
  // Other rows: five that follow each other, from a place that each click moves on.
  const part = shift === null ? null : `preview?limit=5&characters=1&offset=${shift}`;
  const page5 = useSurvey<{ items: PreviewRow[]; total: number }>(
    part === null ? null : id,
    revision,
    part ?? '',
  );
  const rows = [...new Set(page5.data?.items.map((row) => row.row) ?? [])];
  const asked = rows.length > 0 ? `tokens?rows=${rows.join(',')}` : 'tokens';
  const tokens = useSurvey<{ items: CutText[] }>(id, revision, asked);
  const total = page5.data?.total ?? Infinity;
  const others = () => {
    const next = (shift ?? 0) + 997; // a prime, so that all rows come in turn
    setShift(next >= total ? next % Math.max(1, total) : next);
  };
  return (
    <div className={classes(styles.middle, page.stack)} style={{ alignContent: 'start' }}>
      <div className={page.head} style={{ margin: 0 }}>
        <div>
          <h2>{words.rowsTitle}</h2>
          <p className="caption">{words.rowsSub}</p>
        </div>
        {tokens.data && (
          <Button icon={<Shuffle size={16} strokeWidth={1.75} aria-hidden="true" />} onClick={others}>
            {words.otherRows}
          </Button>
        )}
      </div>
      {tokens.data ? (
        <>
          <ul className={page.stack} style={{ gap: 8 }}>
            {tokens.data.items.map((text, index) => (
              <RowCard key={index} text={text} columns={columns} onChange={onChange} />
            ))}
          </ul>
          <p className={styles.legend}>
            <span className={classes(styles.token, styles.tokenKept)}>{words.kept}</span>
            <span className={classes(styles.token, styles.tokenOwn)}>{words.own}</span>
            <span className={classes(styles.token, styles.tokenStop)}>{words.struck}</span>
            <span className={classes(styles.token, styles.tokenRare)}>{words.dotted}</span>
          </p>
        </>
      ) : (
        <SurveyState error={tokens.error} retry={() => void tokens.refetch()} />
      )}
    </div>
  );
}
