'use client';

import { FileText } from 'lucide-react';
import Link from 'next/link';
import { useView } from '@/api/view_queries';
import type { Doc, Documents, Reading } from '@/api/views';
import { markStyles, languageOf } from '@/lib/evidence';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { slotOf } from '@/lib/topic_order';
import { ShareBar } from '@/pieces/share_bar';
import { Empty, Failure, Loading } from '@/pieces/states';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import { workspaceText } from '@/text/workspace';
import { docMeta } from './doc_meta';
import { MarkedText } from './marked_text';
import styles from './topic_tab.module.css';
import { useWorkspace } from './workspace';

const shown = 6;

function Best({ doc }: { doc: Doc }) {
  const language = useLanguage();
  const { model, chosen, href, slot } = useWorkspace();
  const { data } = useView<Reading>(model.model_id, `documents/${doc.document}`, { alike: 0 });
  const marked = markStyles([chosen.topic_id], slot);
  const weight = doc.topic_weight ?? doc.weight;
  const colour = slotOf(chosen);
  const meta = docMeta(doc);
  return (
    <article className={styles.passage}>
      <p className={styles.meta}>
        <Link
          href={href({
            tab: 'documents',
            main: String(chosen.topic_id),
            doc: String(doc.document),
            sort: 'weight',
          })}
        >
          {meta.title}
        </Link>
        <span>{meta.sub}</span>
        <ShareBar
          share={weight}
          color={colour === null ? undefined : `var(--topic${colour})`}
          className={styles.track}
        />
        <b>{percent(weight, language, 0)}</b>
      </p>
      {data?.document === doc.document && data.spans.length > 0 ? (
        <MarkedText small spans={data.spans} marked={marked} />
      ) : (
        <p lang={languageOf(doc.excerpt ?? '') === 'zh' ? 'zh-Hans' : 'en'}>{doc.excerpt}</p>
      )}
    </article>
  );
}

/** The passages with the largest share of the topic, its words marked. */
export function BestPassages() {
  const words = useWords(topicText);
  const shared = useWords(workspaceText);
  const { model, chosen, href } = useWorkspace();
  const { data, error, refetch } = useView<Documents>(model.model_id, 'documents', {
    topic: chosen.topic_id,
    sort: 'weight',
    limit: shown,
  });
  return (
    <section className={styles.passages}>
      <div className={styles.passagesHead}>
        <h2>{words.best}</h2>
        <Link href={href({ tab: 'documents', main: String(chosen.topic_id), sort: 'weight' })}>
          {words.allOf(chosen.documents)}
        </Link>
      </div>
      {error && !data && <Failure error={error} title={shared.viewFailed} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} />}
      {data && !data.has_texts && (
        <Empty icon={<FileText size={18} strokeWidth={1.75} aria-hidden="true" />} title={words.noPassages}>
          {words.noPassagesText}
        </Empty>
      )}
      {data?.has_texts === true && data.items.map((doc) => <Best key={doc.document} doc={doc} />)}
    </section>
  );
}
