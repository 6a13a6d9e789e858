'use client';

import { EyeOff } from 'lucide-react';
import type { Problem } from '@/api/problem';
import { Failure, Loading, Unavailable } from '@/pieces/states';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';

/** What stands where something found in the files would be, until it is found or when it cannot be. */
export function SurveyState({ error, retry }: { error: Problem | null; retry: () => void }) {
  const words = useWords(importText);
  if (error === null) return <Loading rows={6} label={words.looking} />;
  if (error.status === 404 || error.status === 405) {
    return (
      <Unavailable
        icon={<EyeOff size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={words.unavailable}
      >
        {words.unavailableText}
      </Unavailable>
    );
  }
  return <Failure error={error} title={words.columnsFailed} kept={words.columnsKept} retry={retry} />;
}
