'use client';

import { Select, TextField } from '@/pieces/field';
import { useLanguage } from '@/lib/language';
import page from '@/styles/page.module.css';
import { newModelText } from '@/text/new_model';
import { useWords } from '@/text/pair';
import { trainFields, type Draft, type ReadDraft, type TrainField } from './train_fields';

interface AdvancedFormProps {
  draft: Draft;
  wrong: ReadDraft['wrong'];
  onChange: (draft: Draft) => void;
}

function Field({ field, draft, wrong, onChange }: AdvancedFormProps & { field: TrainField }) {
  const words = useWords(newModelText);
  const [label, help] = field[useLanguage()];
  const problem = wrong[field.name];
  const standard = words.defaultIs(
    field.fallback === '' ? words.bySizeShort : field.kind === 'yes_no' ? words.no : field.fallback,
  );
  const shared = {
    label,
    help: `${help} ${standard}`,
    value: draft[field.name] ?? '',
    error: problem === undefined ? null : problem === 'whole' ? words.wholeWrong : words.numberWrong,
  };
  const set = (value: string) => onChange({ ...draft, [field.name]: value });
  if (field.kind === 'whole' || field.kind === 'number')
    return <TextField {...shared} inputMode="decimal" onChange={(event) => set(event.target.value)} />;
  const choices = field.kind === 'yes_no' ? ['yes', 'no'] : (field.choices ?? []);
  return (
    <Select {...shared} onChange={(event) => set(event.target.value)}>
      <option value="">–</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice === 'yes' ? words.yes : choice === 'no' ? words.no : choice}
        </option>
      ))}
    </Select>
  );
}

export function AdvancedForm(props: AdvancedFormProps) {
  const words = useWords(newModelText);
  return (['all', 'network', 'lda'] as const).map((group) => (
    <fieldset key={group} className={page.stack} style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <h3>{words.groups[group]}</h3>
      </legend>
      {trainFields
        .filter((field) => field.group === group)
        .map((field) => (
          <Field key={field.name} field={field} {...props} />
        ))}
    </fieldset>
  ));
}
