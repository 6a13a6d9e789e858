'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useSamples } from '@/api/queries';
import type { OpenedSample, Sample } from '@/api/types';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { Failure } from '@/pieces/states';
import { commonText } from '@/text/common';
import { homeText } from '@/text/home';
import { useWords } from '@/text/pair';
import styles from './home.module.css';

function useOpenSample() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation<{ body: OpenedSample }, Problem, string>({
    mutationFn: (id) => ask<OpenedSample>(`/api/samples/${encodeURIComponent(id)}`, { method: 'POST' }),
    onSuccess: ({ body }) => {
      void client.invalidateQueries();
      router.push(body.model_id === null ? routes.dataset(body.dataset_id) : routes.model(body.model_id));
    },
  });
}

interface CardProps {
  sample: Sample;
  opening: boolean;
  onOpen: () => void;
}

function Card({ sample, opening, onOpen }: CardProps) {
  const words = useWords(homeText);
  const common = useWords(commonText);
  const language = useLanguage();
  return (
    <li className={styles.card}>
      <div className={styles.cardFoot} data-alone>
        <h3>
          <button type="button" className={styles.cardButton} onClick={onOpen} disabled={opening}>
            {sample.name[language]}
          </button>
        </h3>
        <span className={styles.open} aria-hidden="true">
          {opening ? words.opening : common.open}
          <ArrowRight size={14} strokeWidth={1.75} />
        </span>
        <p>{sample.description[language]}</p>
      </div>
    </li>
  );
}

/** Collections that come with the server and open at once; those that are open already are among the models. */
export function Samples() {
  const words = useWords(homeText);
  const { data } = useSamples();
  const open = useOpenSample();
  const fresh = (data?.items ?? []).filter((sample) => sample.dataset_id === null);
  if (fresh.length === 0) return null;
  return (
    <section aria-labelledby="samples">
      <div className={styles.sectionHead}>
        <h2 id="samples">{words.samples}</h2>
        <span className="second">{words.samplesSub}</span>
      </div>
      {open.error && <Failure error={open.error} title={words.openFailed} />}
      <ul className={styles.cards}>
        {fresh.map((sample) => (
          <Card
            key={sample.sample_id}
            sample={sample}
            opening={open.isPending && open.variables === sample.sample_id}
            onOpen={() => open.mutate(sample.sample_id)}
          />
        ))}
      </ul>
    </section>
  );
}
