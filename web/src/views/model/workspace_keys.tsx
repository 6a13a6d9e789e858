'use client';

import { useMemo } from 'react';
import { useKeys, type KeyAction } from '@/lib/keys';
import { usualLambda } from './lambda';
import { useTopicDialogs } from './topic_dialogs';
import { useWorkspace } from './workspace';

/** The keys of every view: j and k turn topics, [ and ] go to more frequent and more distinct words, F2 renames. */
export function WorkspaceKeys() {
  const { topics, chosen, choose, lambda, change } = useWorkspace();
  const dialogs = useTopicDialogs();
  const keys = useMemo((): Record<string, KeyAction> => {
    const step = (by: number) => () => {
      const next = topics[topics.indexOf(chosen) + by];
      if (next === undefined) return false;
      choose(next.topic_id);
      return true;
    };
    const slide = (by: number) => () => {
      const next = Math.min(1, Math.max(0, Math.round((lambda + by) * 20) / 20));
      change({ lambda: next === usualLambda ? null : next.toFixed(2) });
      return true;
    };
    const rename = () => {
      dialogs.rename(chosen.topic_id);
      return true;
    };
    return { j: step(1), k: step(-1), '[': slide(0.05), ']': slide(-0.05), F2: rename };
  }, [topics, chosen, choose, lambda, change, dialogs]);
  useKeys(keys);
  return null;
}
