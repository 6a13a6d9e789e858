import type { FoundColumn, Role } from '@/api/survey';

/** How the files of a data set are read: the options of an import. Unknown members are kept as they are. */
export type Columns = Record<string, unknown>;

const single: Partial<Record<Role, string>> = { time: 'time_column', label: 'label_column', id: 'id_column' };
const several: Partial<Record<Role, string>> = { text: 'text_column', group: 'group_column' };

/** Found columns in the roles that the choice names, where it names all: what was found may be older than the choice. */
export function inChosenRoles(columns: Columns, found: FoundColumn[]): FoundColumn[] {
  if (columns.guess_columns !== false) return found;
  const fields = Object.entries({ ...single, ...several }) as [Role, string][];
  return found.map((column) => {
    const named = fields.find(([, field]) => [columns[field]].flat().includes(column.name));
    return { ...column, role: named ? named[0] : 'unused' };
  });
}

/** The columns with one of them in another role. All roles are named then, and no column is guessed any more. */
export function withRole(columns: Columns, found: FoundColumn[], name: string, role: Role): Columns {
  const next: Columns = { ...columns, guess_columns: false };
  // A column that parts training from test rows is found by guessing alone.
  const hasSplit = found.some((column) => column.role === 'split' && column.name !== name);
  if (hasSplit) Reflect.deleteProperty(next, 'guess_columns');
  const roles = found.map((column): [string, Role] => {
    if (column.name === name) return [name, role];
    // There is one time, one label, one id: the new one takes the place of the old.
    return [column.name, column.role === role && single[role] !== undefined ? 'unused' : column.role];
  });
  for (const [kind, field] of Object.entries(single)) {
    const chosen = roles.find(([, one]) => one === kind);
    if (chosen) next[field] = chosen[0];
    else Reflect.deleteProperty(next, field);
  }
  for (const [kind, field] of Object.entries(several)) {
    const chosen = roles.filter(([, one]) => one === kind).map(([column]) => column);
    if (chosen.length > 0) next[field] = chosen;
    else Reflect.deleteProperty(next, field);
  }
  return next;
}

/** A list of words out of a member that is a list of words or of [word, frequency] pairs. */
export function wordsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const word: unknown = Array.isArray(one) ? one[0] : one;
    return typeof word === 'string' ? [word] : [];
  });
}

/** The columns with a list of words; an empty list is no member. */
export function withWords(columns: Columns, field: string, words: string[]): Columns {
  const clean = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
  const next: Columns = { ...columns, [field]: clean };
  if (clean.length === 0) Reflect.deleteProperty(next, field);
  return next;
}

const outside = ['stop_word', 'rare', 'frequent', 'beyond_size', 'too_short', 'too_long', 'number'];

/** The columns after a click on a word of the preview: what was kept is dropped, what was dropped is kept. */
export function withOtherFate(columns: Columns, word: string, fate: string): Columns {
  const without = (field: string) => wordsOf(columns[field]).filter((one) => one !== word);
  if (fate === 'kept' || fate === 'user_dictionary') {
    const next = withWords(columns, 'keep_words', without('keep_words'));
    return withWords(next, 'drop_words', [...wordsOf(columns.drop_words), word]);
  }
  const next = withWords(columns, 'drop_words', without('drop_words'));
  return outside.includes(fate)
    ? withWords(next, 'keep_words', [...wordsOf(columns.keep_words), word])
    : next;
}
