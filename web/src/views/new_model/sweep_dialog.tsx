'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { readList, sweepAround } from '@/lib/model_rule';
import { Button } from '@/pieces/button';
import { Dialog } from '@/pieces/dialog';
import { TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { commonText } from '@/text/common';
import { newModelText } from '@/text/new_model';
import { useWords } from '@/text/pair';

interface SweepDialogProps {
  around: number;
  busy: boolean;
  error: Problem | null;
  onClose: () => void;
  onStart: (numbers: number[]) => void;
}

/** Asks which numbers of topics to try. */
export function SweepDialog({ around, busy, error, onClose, onStart }: SweepDialogProps) {
  const words = useWords(newModelText);
  const common = useWords(commonText);
  const [text, setText] = useState(sweepAround(around).join(', '));
  const numbers = readList(text);
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.sweepTitle}
      text={words.sweepText}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={numbers === null}
            onClick={() => numbers && onStart(numbers)}
          >
            {words.sweep}
          </Button>
        </>
      }
    >
      <TextField
        label={words.numbers}
        value={text}
        autoFocus
        error={numbers === null ? words.numbersWrong : null}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <Failure error={error} title={words.failed} />}
    </Dialog>
  );
}
