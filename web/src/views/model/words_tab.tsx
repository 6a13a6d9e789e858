'use client';

import { TextSearch } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { WordPlaces } from '@/api/views';
import { useView } from '@/api/view_queries';
import { Frame } from '@/charts/frame';
import { languageOf } from '@/lib/evidence';
import { percent } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { cutAtHits } from '@/lib/search';
import { SearchBox } from '@/pieces/search_box';
import { ShareBar } from '@/pieces/share_bar';
import { Button } from '@/pieces/button';
import { Empty, Failure, Loading } from '@/pieces/states';
import { TopicPill } from '@/pieces/topic_pill';
import { useWords } from '@/text/pair';
import { wordText } from '@/text/word';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { useEdits } from './use_edits';
import styles from './words_tab.module.css';
import { useWorkspace } from './workspace';

function Places({ places }: { places: WordPlaces }) {
  const words = useWords(wordText);
  const language = useLanguage();
  const { href, slot } = useWorkspace();
  const most = Math.max(1e-9, ...places.topics.map((topic) => topic.topic_share));
  return (
    <Frame
      main
      title={words.topicsTitle(places.word)}
      subtitle={words.topicsHow}
      explain={words.topicsExplain}
      columns={[words.topic, '', words.part, words.rank, words.probability]}
      rows={places.topics.map((topic) => [
        topic.topic_id,
        topic.name,
        topic.topic_share,
        topic.rank,
        topic.probability,
      ])}
    >
      <ul>
        {places.topics.map((topic) => {
          const colour = slot(topic.topic_id);
          return (
            <li key={topic.topic_id}>
              <Link className={styles.row} href={href({ tab: 'topic', topic: String(topic.topic_id) })}>
                <TopicPill topic={topic.topic_id} slot={colour ?? undefined} />
                <span className={styles.name}>{topic.name}</span>
                <ShareBar
                  share={topic.topic_share / most}
                  color={colour === null ? undefined : `var(--topic${colour})`}
                  className={styles.track}
                />
                <span className={styles.number}>{percent(topic.topic_share, language)}</span>
                <span className={styles.rank}>{words.ofRank(topic.rank)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Frame>
  );
}

function Passages({ places }: { places: WordPlaces }) {
  const words = useWords(wordText);
  const { href, slot } = useWorkspace();
  return (
    <section>
      <div className={styles.passagesHead}>
        <h2>{words.passages}</h2>
        <Link href={href({ tab: 'documents', search: places.word })}>{words.all}</Link>
      </div>
      {places.passages.length === 0 && <p className="caption">{words.noPassages}</p>}
      {places.passages.map((passage) => (
        <Link
          key={passage.document}
          className={styles.passage}
          href={href({ tab: 'documents', search: places.word, doc: String(passage.document) })}
        >
          <span className={styles.meta}>
            <TopicPill topic={passage.topic_id} slot={slot(passage.topic_id) ?? undefined} />
            <b>{passage.time}</b>
            <span>{passage.label}</span>
          </span>
          <span className={styles.text} lang={languageOf(passage.text) === 'zh' ? 'zh-Hans' : 'en'}>
            {cutAtHits(passage.text, places.word).map((piece, index) =>
              index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
            )}
          </span>
        </Link>
      ))}
    </section>
  );
}

/** A word across the topics: its part in each, its rank, and passages. */
export function WordsTab() {
  const words = useWords(wordText);
  const shared = useWords(workspaceText);
  const { model, params, change, chosen, readOnly } = useWorkspace();
  const { edit, busy } = useEdits(model.model_id);
  const word = params.get('word') ?? '';
  const [text, setText] = useState(word);
  const [seen, setSeen] = useState(word);
  if (seen !== word) {
    setSeen(word);
    setText(word);
  }
  const { data, error, refetch } = useView<WordPlaces>(
    word === '' ? null : model.model_id,
    `words/${encodeURIComponent(word)}`,
  );
  const places = data?.word === word ? data : undefined;
  return (
    <div className={`${columns.mainDetail} ${styles.columns}`}>
      <div className={columns.column}>
        <form
          className={styles.find}
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = text.trim();
            change({ word: wanted === '' ? null : wanted }, 'push');
          }}
        >
          <h1>{words.title}</h1>
          <SearchBox
            className={styles.search}
            aria-label={words.word}
            placeholder={words.how}
            value={text}
            maxLength={100}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit">{words.find}</Button>
        </form>
        {word === '' && (
          <Empty
            icon={<TextSearch size={18} strokeWidth={1.75} aria-hidden="true" />}
            title={words.none}
            action={chosen.words.slice(0, 6).map((one) => (
              <Button key={one.word} onClick={() => change({ word: one.word }, 'push')}>
                {one.word}
              </Button>
            ))}
          >
            {words.noneText}
          </Empty>
        )}
        {error && (
          <Failure
            error={error}
            title={error.status === 404 ? words.unknown : shared.viewFailed}
            retry={() => void refetch()}
          />
        )}
        {word !== '' && !places && !error && <Loading rows={8} />}
        {places && !error && (
          <>
            <p className={styles.uses}>
              {words.uses(places.count)}
              {!readOnly && (
                <Button
                  busy={busy}
                  onClick={() => void edit({ kind: 'stop_words', words: [word] }, shared.stopped(word))}
                >
                  {words.stop}
                </Button>
              )}
            </p>
            <Places places={places} />
          </>
        )}
      </div>
      <div className={columns.column}>{places && !error && <Passages places={places} />}</div>
    </div>
  );
}
