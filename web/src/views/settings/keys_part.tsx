'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useApiKeys, type ApiKey, type CreatedKey, type Scope } from '@/api/admin';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useSession } from '@/api/session';
import { routes } from '@/lib/routes';
import { Button } from '@/pieces/button';
import { CopyId } from '@/pieces/copy_id';
import { Dialog } from '@/pieces/dialog';
import { Select, TextField } from '@/pieces/field';
import { Pager } from '@/pieces/pager';
import { RemoveButton } from '@/pieces/remove_button';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { useListPart } from '@/shell/list_page';
import { accountText } from '@/text/account';
import { commonText } from '@/text/common';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';
import { isAdmin } from './parts';
import styles from './settings.module.css';

const lifetimes = [7, 30, 90, 365, 1825]; // days
const usual = 90;

function NewKey({ onMade }: { onMade: (key: CreatedKey) => void }) {
  const words = useWords(accountText);
  const session = useSession();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read']);
  const [days, setDays] = useState(usual);
  const [asked, setAsked] = useState(false);
  const offered: Scope[] = isAdmin(session) ? ['read', 'write', 'admin'] : ['read', 'write'];
  const make = useMutation<CreatedKey, Problem>({
    mutationFn: async () => {
      const body = { name: name.trim(), scopes, expires_in_days: days };
      return (await ask<CreatedKey>('/api/auth/keys', { method: 'POST', body })).body;
    },
    onSuccess: (key) => {
      setName('');
      setAsked(false);
      onMade(key);
      void client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '' && scopes.length > 0) make.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.pair}>
        <TextField
          label={words.keyName}
          help={words.keyNameHow}
          error={asked && name.trim() === '' ? words.nameMissing : null}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <Select label={words.lifetime} value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {lifetimes.map((one) => (
            <option key={one} value={one}>
              {words.days(one)}
            </option>
          ))}
        </Select>
      </div>
      <fieldset className={styles.checks}>
        <legend>
          <b>{words.scopes}</b>
        </legend>
        {offered.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
            {words.scopeNames[scope]}
          </label>
        ))}
      </fieldset>
      {asked && scopes.length === 0 && <p role="alert">{words.scopeMissing}</p>}
      {make.error && <Failure error={make.error} title={words.failed} />}
      <div>
        <Button
          kind="primary"
          type="submit"
          busy={make.isPending}
          icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden="true" />}
        >
          {words.makeKey}
        </Button>
      </div>
    </form>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const words = useWords(accountText);
  const ended = apiKey.expires_at !== null && new Date(apiKey.expires_at) < new Date();
  return (
    <tr>
      <td>
        <b>{apiKey.name}</b>
      </td>
      <td className={`mono ${table.wide}`}>{apiKey.prefix}…</td>
      <td>{apiKey.scopes.map((scope) => words.scopeNames[scope]).join(', ')}</td>
      <td className={table.narrow}>
        {ended ? words.ended : apiKey.expires_at === null ? words.never : words.date(apiKey.expires_at)}
      </td>
      <td className={`${table.narrow} ${table.wide}`}>
        {apiKey.used_at === null ? words.never : words.date(apiKey.used_at)}
      </td>
      <td className={table.actions}>
        <RemoveButton
          path={`/api/auth/keys/${apiKey.key_id}`}
          label={words.remove(apiKey.name)}
          question={words.removeAsk(apiKey.name)}
          text={words.removeText}
          done={words.removed(apiKey.name)}
          failed={words.failed}
        />
      </td>
    </tr>
  );
}

/** Keys for programs: made, shown once, taken back. */
export function KeysPart() {
  const words = useWords(accountText);
  const settings = useWords(settingsText);
  const common = useWords(commonText);
  const part = useListPart();
  const { data, error, refetch } = useApiKeys(part);
  const [made, setMade] = useState<CreatedKey | null>(null);
  return (
    <>
      <div>
        <h2>{settings.parts.keys}</h2>
        <p className="caption">{words.keysHow}</p>
      </div>
      <NewKey onMade={setMade} />
      <Dialog
        open={made !== null}
        onClose={() => setMade(null)}
        title={words.madeTitle}
        text={words.madeText}
        actions={
          <Button kind="primary" onClick={() => setMade(null)}>
            {words.done}
          </Button>
        }
      >
        {made && (
          <div className={styles.secret}>
            <CopyId id={made.key} />
          </div>
        )}
      </Dialog>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={3} />}
      {data && data.total === 0 && (
        <Empty icon={<KeyRound size={18} strokeWidth={1.75} aria-hidden="true" />} title={words.noKeys}>
          {words.noKeysText}
        </Empty>
      )}
      {data && data.total > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.key}</th>
                <th scope="col" className={table.wide}>
                  {words.begins}
                </th>
                <th scope="col">{words.may}</th>
                <th scope="col">{words.ends}</th>
                <th scope="col" className={table.wide}>
                  {words.used}
                </th>
                <th scope="col">
                  <span className="hidden">{common.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((key) => (
                <KeyRow key={key.key_id} apiKey={key} />
              ))}
            </tbody>
          </table>
          <Pager {...part} total={data.total} href={(offset) => routes.settingsPart('keys', { offset })} />
        </div>
      )}
    </>
  );
}
