'use client';

import { useCallback, useMemo, useState } from 'react';
import { ask } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { useRefreshModel } from '@/api/view_queries';
import { useToast } from '@/pieces/toast';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';

export type Edit =
  | { kind: 'rename'; topic_id: number; name: string }
  | { kind: 'merge' | 'hide' | 'show'; topics: number[] }
  | { kind: 'stop_words' | 'allow_words'; words: string[] };

/** Edits of a model: each says what it did, with the way back, and every view asks again. */
export function useEdits(model: string) {
  const words = useWords(workspaceText);
  const say = useToast();
  const refresh = useRefreshModel(model);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const post = useCallback(
    async (path: string, body?: unknown): Promise<boolean> => {
      setBusy(true);
      setProblem(null);
      try {
        await ask(`/api/models/${model}/edits${path}`, {
          method: 'POST',
          ...(body !== undefined && { body }),
        });
        await refresh();
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        say({ text: `${words.editFailed}: ${asProblem(error).message}` });
        return false;
      } finally {
        setBusy(false);
      }
    },
    [model, refresh, say, words],
  );
  const undo = useCallback(
    async (which: '/undo' | '/redo' = '/undo') => {
      if (await post(which)) say({ text: words.undone });
    },
    [post, say, words],
  );
  const edit = useCallback(
    async (edits: Edit | Edit[], done: string): Promise<boolean> => {
      const list = Array.isArray(edits) ? edits : [edits];
      for (const one of list) if (!(await post('', one))) return false;
      const back = async () => {
        for (let step = 0; step < list.length; step += 1) if (!(await post('/undo'))) return;
        say({ text: words.undone });
      };
      say({ text: done, undo: { name: words.undo, run: () => void back() } });
      return true;
    },
    [post, say, words],
  );
  return useMemo(() => ({ edit, undo, busy, problem }), [edit, undo, busy, problem]);
}
