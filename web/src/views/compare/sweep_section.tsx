'use client';

import { ChartLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { modelOf, type Sweep } from '@/lib/sweep';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Empty } from '@/pieces/states';
import { useToast } from '@/pieces/toast';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';
import { SweepFigure } from './sweep_figure';

/** What to take, and why, in words. */
function Advice({ sweep }: { sweep: Sweep }) {
  const words = useWords(compareText);
  const { topics, best, tolerance, tryFewer, tryMore } = sweep.advice;
  const widening =
    tryFewer && tryMore
      ? words.tryBoth
      : tryFewer
        ? words.tryFewer(best)
        : tryMore
          ? words.tryMore(best)
          : '';
  return (
    <p>
      <b>{words.take(topics)}</b>
      {words.both('', words.both(topics === best ? words.isBest : words.isEnough(best, tolerance), widening))}
    </p>
  );
}

/** How many topics serve the texts: the advice, and the measures behind it. */
export function SweepSection({ sweep }: { sweep: Sweep }) {
  const words = useWords(compareText);
  const router = useRouter();
  const say = useToast();
  const advised = modelOf(sweep, sweep.advice.topics);
  const open = (topics: number) => {
    const model = modelOf(sweep, topics);
    if (model === null) say({ text: words.gone(topics) });
    else router.push(routes.model(model));
  };
  return (
    <section className={styles.sweep}>
      <div className={styles.sweepHead}>
        <div className={styles.advice}>
          <h1>{words.howMany}</h1>
          <Advice sweep={sweep} />
        </div>
        {advised !== null && (
          <ButtonLink kind="primary" href={routes.model(advised)}>
            {words.openK(sweep.advice.topics)}
          </ButtonLink>
        )}
      </div>
      <SweepFigure sweep={sweep} onOpen={open} />
    </section>
  );
}

/** A job that has no numbers of topics to compare. */
export function NoSweep() {
  const words = useWords(compareText);
  return (
    <Empty
      icon={<ChartLine size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={words.noSweep}
      action={<ButtonLink href={routes.jobs}>{words.jobs}</ButtonLink>}
    >
      {words.noSweepText}
    </Empty>
  );
}
