'use client';

import { ArrowLeftRight } from 'lucide-react';
import Link from 'next/link';
import type { ComparedModel, Comparison } from '@/api/views';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { chosenText, parseChosen, type Chosen } from '@/charts/ribbons';
import { RibbonsChart, type RibbonTopic } from '@/charts/ribbons_chart';
import { measure } from '@/lib/format';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { shortNames } from '@/lib/short_names';
import { slotsOf } from '@/lib/topic_slots';
import { IconButton } from '@/pieces/button';
import { Select } from '@/pieces/field';
import { TopicPill } from '@/pieces/topic_pill';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';
import { pairingOf, relatives, type Pairing } from './pairing';

function ribbonTopics({ topics }: ComparedModel, alone: Set<number>): RibbonTopic[] {
  const slots = slotsOf(topics);
  return topics.map((topic) => ({
    id: topic.topic_id,
    name: topic.name,
    slot: slots.get(topic.topic_id) ?? null,
    alone: alone.has(topic.topic_id),
  }));
}

/** Which two of the models face each other, by the address: "0-1" unless it says otherwise. */
export function usePairing(comparison: Comparison) {
  const { params, change } = useQueryState();
  const [, first, second] = /^(\d)-(\d)$/.exec(params.get('pair') ?? '') ?? [];
  const asked: [number, number] = [Number(first ?? 0), Number(second ?? 1)];
  const places: [number, number] = pairingOf(comparison, ...asked) === null ? [0, 1] : asked;
  const pairing = pairingOf(comparison, ...places);
  const turn = (from: number, to: number) =>
    change({ pair: from === 0 && to === 1 ? null : `${from}-${to}`, topic: null });
  return { places, pairing, turn };
}

function PairTools({
  comparison,
  places,
  onTurn,
}: {
  comparison: Comparison;
  places: [number, number];
  onTurn: (from: number, to: number) => void;
}) {
  const words = useWords(compareText);
  const [from, to] = places;
  const choice = (label: string, value: number, other: number, onChange: (next: number) => void) => (
    <Select label={label} quietLabel value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {comparison.models.map(({ model }, index) => (
        <option key={model.model_id} value={index} disabled={index === other}>
          {model.name}
        </option>
      ))}
    </Select>
  );
  return (
    <span className={styles.pairTools}>
      {comparison.models.length > 2 && choice(words.fromModel, from, to, (next) => onTurn(next, to))}
      <IconButton label={words.swap} onClick={() => onTurn(to, from)}>
        <ArrowLeftRight size={16} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      {comparison.models.length > 2 && choice(words.toModel, to, from, (next) => onTurn(from, next))}
    </span>
  );
}

/** A topic and its closest ones in the other model, with their words. */
function Followed({ pairing, chosen }: { pairing: Pairing; chosen: Chosen }) {
  const words = useWords(compareText);
  const own = pairing[chosen.side];
  const other = pairing[chosen.side === 'left' ? 'right' : 'left'];
  const topic = own.topics.find((one) => one.topic_id === chosen.topic);
  if (topic === undefined) return null;
  const near = relatives(pairing, chosen);
  const line = (model: ComparedModel, one: ComparedModel['topics'][number], likeness?: number) => (
    <li key={one.topic_id} className={styles.relative}>
      <Link href={routes.model(model.model.model_id, one.topic_id)}>
        <TopicPill
          topic={one.topic_id}
          slot={model === pairing.left ? slotsOf(model.topics).get(one.topic_id) : undefined}
        />
        <span>{one.name}</span>
        {likeness !== undefined && <span className="num">{measure(likeness)}</span>}
      </Link>
      <p className="second">{one.words.map((word) => word.word).join(', ')}</p>
    </li>
  );
  return (
    <section aria-live="polite">
      <ul className={styles.relatives}>{line(own, topic)}</ul>
      <h3>{words.partsOf}</h3>
      {near.length === 0 ? (
        <p className="second">{words.nothingAlike}</p>
      ) : (
        <ul className={styles.relatives}>{near.map((one) => line(other, one.topic, one.similarity))}</ul>
      )}
    </section>
  );
}

/** How the topics of one model go over into another, and in one sentence what changes. */
export function Sentence({ pairing }: { pairing: Pairing }) {
  const words = useWords(compareText);
  const { params } = useQueryState();
  const chosen = parseChosen(params.get('topic'));
  return (
    <>
      <section aria-labelledby="sentence">
        <h2 id="sentence">{words.sentence}</h2>
        <p className={styles.sentence}>
          {pairing.similarity === null
            ? words.noWords
            : words.both(words.fates(pairing.fates), words.alike(pairing.similarity))}
        </p>
      </section>
      {chosen !== null && <Followed pairing={pairing} chosen={chosen} />}
    </>
  );
}

interface AlignmentProps {
  comparison: Comparison;
  pairing: Pairing;
  places: [number, number];
  onTurn: (from: number, to: number) => void;
}

/** The topics of two models, joined by ribbons as wide as their words are alike. */
export function Alignment({ comparison, pairing, places, onTurn }: AlignmentProps) {
  const words = useWords(compareText);
  const { params, change } = useQueryState();
  const { left, right, links, alone } = pairing;
  const [first = '', second = ''] = shortNames([left.model.name, right.model.name]);
  const names: [string, string] = [first, second];
  const nameOf = ({ topics }: ComparedModel, id: number) =>
    topics.find((one) => one.topic_id === id)?.name ?? '';
  return (
    <Frame
      main
      title={words.changes(...names)}
      subtitle={words.changesHow}
      explain={words.changesExplain}
      columns={[words.left, names[0], words.right, names[1], words.likeness, words.partner]}
      rows={[...links]
        .sort((a, b) => a.left - b.left || b.similarity - a.similarity)
        .map((link) => [
          link.left,
          nameOf(left, link.left),
          link.right,
          nameOf(right, link.right),
          link.similarity,
          link.partner ? words.yes : words.no,
        ])}
      tools={<PairTools comparison={comparison} places={places} onTurn={onTurn} />}
    >
      <Measured least={320}>
        {(width) => (
          <RibbonsChart
            left={ribbonTopics(left, alone.left)}
            right={ribbonTopics(right, alone.right)}
            names={names}
            links={links}
            width={width}
            chosen={parseChosen(params.get('topic'))}
            onChoose={(chosen) => change({ topic: chosen === null ? null : chosenText(chosen) })}
          />
        )}
      </Measured>
    </Frame>
  );
}
