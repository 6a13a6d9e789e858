'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/api/client';
import { commonText } from '@/text/common';
import { useWords } from '@/text/pair';
import { IconButton } from './button';
import { Confirm } from './confirm';
import { Failure } from './states';
import { useToast } from './toast';

interface RemoveButtonProps {
  path: string; // of the API
  label: string;
  question: string;
  text: string; // what stays
  done: string;
  failed: string;
  onDone?: () => void;
}

/** Deletes one thing after asking. */
export function RemoveButton({ path, label, question, text, done, failed, onDone }: RemoveButtonProps) {
  const words = useWords(commonText);
  const client = useQueryClient();
  const say = useToast();
  const [open, setOpen] = useState(false);
  const remove = useMutation({
    mutationFn: () => ask<undefined>(path, { method: 'DELETE' }),
    onSuccess: () => {
      setOpen(false);
      say({ text: done });
      onDone?.();
      void client.invalidateQueries();
    },
  });
  return (
    <>
      <IconButton label={label} onClick={() => setOpen(true)}>
        <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <Confirm
        open={open}
        title={question}
        text={text}
        verb={words.remove}
        busy={remove.isPending}
        onYes={() => remove.mutate()}
        onClose={() => setOpen(false)}
        problem={remove.error && <Failure error={remove.error} title={failed} />}
      />
    </>
  );
}
