'use client';

import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useView } from '@/api/view_queries';
import type { Network, Similarity } from '@/api/views';
import { Frame } from '@/charts/frame';
import { Measured } from '@/charts/measured';
import { NetworkChart } from '@/charts/network_chart';
import { measure } from '@/lib/format';
import { Failure, Loading } from '@/pieces/states';
import { Slider } from '@/pieces/slider';
import { relationsText } from '@/text/relations';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import styles from './relations_tab.module.css';
import { useWorkspace } from './workspace';

/** The network with its threshold; links above it are known from all similarities, so that the slider answers at once. */
export function NetworkFigure({ toggle }: { toggle: ReactNode }) {
  const words = useWords(relationsText);
  const shared = useWords(workspaceText);
  const { model, params, change, charted, chosen, choose } = useWorkspace();
  const { data, error, refetch } = useView<Network>(model.model_id, 'network');
  const pairs = useView<Similarity>(model.model_id, 'similarity').data;
  const asked = Number(params.get('threshold') ?? NaN);
  const settled = Number.isFinite(asked) && asked >= 0 && asked <= 1 ? asked : (data?.threshold ?? 0.2);
  const [drawn, setDrawn] = useState<number | null>(null);
  const threshold = drawn ?? settled;
  useEffect(() => {
    if (drawn === null) return undefined;
    const timer = setTimeout(() => {
      change({ threshold: drawn.toFixed(2) });
      setDrawn(null);
    }, 300);
    return () => clearTimeout(timer);
  }, [drawn, change]);
  const links = useMemo(() => {
    const ids = pairs?.topics.map((topic) => topic.topic_id) ?? [];
    return ids.flatMap((source, i) =>
      ids.slice(i + 1).flatMap((target, offset) => {
        const weight = pairs?.similarity[i]?.[i + 1 + offset] ?? 0;
        return weight >= threshold ? [{ source, target, weight }] : [];
      }),
    );
  }, [pairs, threshold]);
  const topics = useMemo(() => {
    const places = new Map(data?.nodes.map((node) => [node.topic_id, node]));
    return charted.flatMap((topic) => {
      const place = places.get(topic.id);
      return place ? [{ ...topic, x: place.x, y: place.y }] : [];
    });
  }, [data, charted]);
  const most = useMemo(() => {
    const values = pairs?.similarity.flatMap((row, i) => row.filter((_, j) => j > i)) ?? [];
    return Math.max(0.1, ...values);
  }, [pairs]);
  return (
    <>
      <div className={styles.tools}>
        {toggle}
        <span className={styles.threshold}>
          <Slider
            label={words.threshold}
            value={Math.min(most, threshold)}
            min={0}
            max={Math.ceil(most * 100) / 100}
            step={0.01}
            low={words.threshold}
            high={measure(threshold)}
            spoken={`${measure(threshold)}, ${words.links(links.length)}`}
            onChange={setDrawn}
          />
          <span className="second">{words.links(links.length)}</span>
        </span>
      </div>
      <Frame
        main
        title={words.networkTitle}
        subtitle={words.networkHow}
        explain={words.networkExplain}
        columns={[words.source, words.target, words.likeness]}
        rows={links.map((link) => [link.source, link.target, link.weight])}
      >
        {error && !data && <Failure error={error} title={shared.viewFailed} retry={() => void refetch()} />}
        {(!data || !pairs) && !error && <Loading rows={10} />}
        {data && pairs && (
          <Measured least={400}>
            {(width) => (
              <NetworkChart
                topics={topics}
                links={links}
                threshold={threshold}
                width={width}
                height={width < 560 ? 380 : Math.min(660, Math.round(width * 0.86))}
                chosen={chosen.topic_id}
                onChoose={choose}
                onThreshold={(by) =>
                  setDrawn(Math.max(0, Math.min(1, Math.round((threshold + by) * 100) / 100)))
                }
              />
            )}
          </Measured>
        )}
      </Frame>
    </>
  );
}
