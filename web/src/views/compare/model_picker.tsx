'use client';

import { X } from 'lucide-react';
import { useModels } from '@/api/queries';
import type { Model } from '@/api/types';
import { shortNames } from '@/lib/short_names';
import { IconButton } from '@/pieces/button';
import { Select } from '@/pieces/field';
import { compareText } from '@/text/compare';
import { useWords } from '@/text/pair';
import styles from './compare.module.css';

export const mostCompared = 4;

interface PickerProps {
  chosen: string[];
  onChange: (ids: string[]) => void;
}

/** The models that are compared: each can be taken out, and another one put in while there is room. */
export function ModelPicker({ chosen, onChange }: PickerProps) {
  const words = useWords(compareText);
  const models = useModels({ limit: 1000 }).data?.items ?? [];
  const picked = chosen.map((id) => models.find((one) => one.model_id === id));
  const names = shortNames(picked.map((model) => model?.name ?? '…'));
  // Models of the same texts come first: those are worth comparing.
  const data = picked[0]?.dataset_id ?? null;
  const near = (model: Model) => (data !== null && model.dataset_id === data ? 0 : 1);
  const others = models.filter((model) => !chosen.includes(model.model_id)).sort((a, b) => near(a) - near(b));
  return (
    <div className={styles.picker}>
      {picked.map((model, index) => (
        <span key={chosen[index]} className={styles.picked}>
          <span className={styles.pickedName} title={model?.name}>
            {names[index]}
          </span>
          <IconButton
            label={words.drop(model?.name ?? '')}
            className={styles.drop}
            onClick={() => onChange(chosen.filter((_, at) => at !== index))}
          >
            <X size={14} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </span>
      ))}
      {chosen.length < mostCompared && others.length > 0 && (
        <div className={styles.add}>
          <Select
            label={words.add}
            quietLabel
            value=""
            onChange={(event) => {
              if (event.target.value !== '') onChange([...chosen, event.target.value]);
            }}
          >
            <option value="">{words.add}</option>
            {others.map((model) => (
              <option key={model.model_id} value={model.model_id}>
                {model.name}
              </option>
            ))}
          </Select>
        </div>
      )}
    </div>
  );
}
