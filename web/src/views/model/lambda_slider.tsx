'use client';

import { useEffect, useState } from 'react';
import { Slider } from '@/pieces/slider';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import { usualLambda } from './lambda';
import styles from './lambda_slider.module.css';
import { useWorkspace } from './workspace';

/** Lambda from frequent to distinct words. The address follows when the thumb has come to rest. */
export function LambdaSlider({ showValue = true }: { showValue?: boolean }) {
  const words = useWords(figuresText);
  const shared = useWords(workspaceText);
  const { lambda, change } = useWorkspace();
  const [drawn, setDrawn] = useState<number | null>(null);
  useEffect(() => {
    if (drawn === null) return undefined;
    const timer = setTimeout(() => {
      change({ lambda: drawn === usualLambda ? null : drawn.toFixed(2) });
      setDrawn(null);
    }, 120);
    return () => clearTimeout(timer);
  }, [drawn, change]);
  const value = drawn ?? lambda;
  // Frequent words stand at the left: lambda falls from 1 to 0.
  return (
    <div className={styles.row}>
      <Slider
        label={words.lambda}
        value={Math.round((1 - value) * 100) / 100}
        min={0}
        max={1}
        step={0.05}
        low={words.frequent}
        high={words.distinct}
        spoken={shared.lambdaSpoken(value)}
        onChange={(next) => setDrawn(Math.round((1 - next) * 100) / 100)}
      />
      {showValue && <span className={styles.value}>{shared.lambdaValue(value)}</span>}
    </div>
  );
}
