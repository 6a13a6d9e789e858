'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { Button } from '@/pieces/button';
import { Dialog } from '@/pieces/dialog';
import { TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { useToast } from '@/pieces/toast';
import { commonText } from '@/text/common';
import { modelText } from '@/text/model';
import { useWords } from '@/text/pair';

interface RenameDialogProps {
  model: string;
  topic: { topic_id: number; name: string };
  onClose: () => void;
}

/** Gives a topic a name; every view follows, and the way back is offered. */
export function RenameDialog({ model, topic, onClose }: RenameDialogProps) {
  const words = useWords(modelText);
  const common = useWords(commonText);
  const client = useQueryClient();
  const say = useToast();
  const [name, setName] = useState(topic.name);
  const path = `/api/models/${model}`;
  const refresh = () => client.invalidateQueries();
  const undo = async () => {
    await ask(`${path}/edits/undo`, { method: 'POST' });
    await refresh();
  };
  const rename = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask(`${path}/topics/${topic.topic_id}`, { method: 'PATCH', body: { name: name.trim() } }),
    onSuccess: () => {
      onClose();
      say({ text: words.renamed(name.trim()), undo: { name: words.undo, run: () => void undo() } });
      void refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={words.renameTitle(topic.name)} text={words.renameText}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
        <TextField
          label={words.newName}
          value={name}
          maxLength={200}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        {rename.error && <Failure error={rename.error} title={words.renameFailed} />}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button kind="quiet" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button kind="primary" type="submit" busy={rename.isPending}>
            {words.rename}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
