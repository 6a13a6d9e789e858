import type { Span } from '@/api/views';
import { languageOf, strongFrom, type MarkStyle } from '@/lib/evidence';
import { classes } from '@/pieces/class_names';
import styles from './marked_text.module.css';

interface MarkedTextProps {
  spans: Span[];
  marked: Map<number, MarkStyle>;
  only?: number | null; // a topic that is pointed at: the others fade
  small?: boolean;
}

/** Text whose words are marked by topic: by colour, and by pattern where the colour is borrowed. */
export function MarkedText({ spans, marked, only = null, small = false }: MarkedTextProps) {
  const text = spans.map((span) => span.text).join('');
  return (
    <div
      className={classes(styles.text, small && styles.small)}
      lang={languageOf(text) === 'zh' ? 'zh-Hans' : 'en'}
    >
      {spans.map((span, index) => {
        const mark = span.topic_id === undefined ? undefined : marked.get(span.topic_id);
        if (mark === undefined || (only !== null && span.topic_id !== only)) return span.text;
        return (
          <span
            key={index}
            className={styles.word}
            data-slot={mark.slot}
            data-borrowed={mark.borrowed || undefined}
            data-strong={(span.strength ?? 0) >= strongFrom || undefined}
          >
            {span.text}
          </span>
        );
      })}
    </div>
  );
}
