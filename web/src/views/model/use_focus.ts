'use client';

import { useState } from 'react';
import { ask } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useRefreshModel } from '@/api/view_queries';
import type { ViewTopic } from '@/api/views';
import { focusWith } from '@/lib/focus';
import { useToast } from '@/pieces/toast';
import { useWords } from '@/text/pair';
import { topicText } from '@/text/topic';
import { workspaceText } from '@/text/workspace';
import { useWorkspace } from './workspace';

/** Which topics have a colour; stored with the model, so that every view and export agrees. */
export function useFocus() {
  const words = useWords(topicText);
  const shared = useWords(workspaceText);
  const { model, topics } = useWorkspace();
  const refresh = useRefreshModel(model.model_id);
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const toggle = async (topic: ViewTopic) => {
    const focus = focusWith(topics, topic);
    if (focus === null) {
      say({ text: words.full });
      return;
    }
    setBusy(true);
    try {
      await ask(`/api/models/${model.model_id}`, { method: 'PATCH', body: { focus } });
      await refresh();
      say({ text: topic.slot === null ? words.pinned(topic.topic_id) : words.unpinned(topic.topic_id) });
    } catch (error) {
      say({ text: `${shared.editFailed}: ${asProblem(error).message}` });
    } finally {
      setBusy(false);
    }
  };
  return { toggle, busy };
}
