'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdminUser, UserChange, UserWithPassword } from '@/api/admin';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { changedQuotas, quotaNames, quotaText, type QuotaTexts } from '@/lib/quotas';
import { Button } from '@/pieces/button';
import { CopyId } from '@/pieces/copy_id';
import { Dialog } from '@/pieces/dialog';
import { Select, TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { Switch } from '@/pieces/switch';
import { useToast } from '@/pieces/toast';
import { accountText } from '@/text/account';
import { adminText } from '@/text/admin';
import { commonText } from '@/text/common';
import { useWords } from '@/text/pair';
import { QuotaFields } from './quota_fields';
import styles from './settings.module.css';

type Role = AdminUser['role'];

function RoleSelect({
  role,
  disabled,
  onChange,
}: {
  role: Role;
  disabled?: boolean;
  onChange: (role: Role) => void;
}) {
  const words = useWords(adminText);
  const roles = useWords(accountText).roles;
  return (
    <Select
      label={words.role}
      value={role}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value as Role)}
    >
      <option value="user">{roles.user}</option>
      <option value="admin">{roles.admin}</option>
    </Select>
  );
}

function MadePassword({ email, password }: { email: string; password: string }) {
  const words = useWords(adminText);
  return (
    <div className={styles.secret} role="status">
      <span>{words.passwordMade(email)}</span>
      <CopyId id={password} />
    </div>
  );
}

export function AddUser({ onClose }: { onClose: () => void }) {
  const words = useWords(adminText);
  const common = useWords(commonText);
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('user');
  const [asked, setAsked] = useState(false);
  const add = useMutation<UserWithPassword, Problem>({
    mutationFn: async () => {
      const body = { email: email.trim(), role, ...(name.trim() !== '' && { name: name.trim() }) };
      return (await ask<UserWithPassword>('/api/admin/users', { method: 'POST', body })).body;
    },
    onSuccess: () => void client.invalidateQueries(),
  });
  const made = add.data;
  const submit = () => {
    setAsked(true);
    if (email.trim() !== '') add.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={made ? words.added(made.email) : words.addTitle}
      text={words.addText}
      actions={
        made ? (
          <Button kind="primary" onClick={onClose}>
            {common.close}
          </Button>
        ) : (
          <>
            <Button kind="quiet" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button kind="primary" busy={add.isPending} onClick={submit}>
              {words.add}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <MadePassword email={made.email} password={made.password ?? ''} />
      ) : (
        <>
          <TextField
            label={words.email}
            type="email"
            value={email}
            autoFocus
            error={asked && email.trim() === '' ? words.emailMissing : null}
            onChange={(event) => setEmail(event.target.value)}
          />
          <TextField
            label={words.name}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
          <RoleSelect role={role} onChange={setRole} />
          {add.error && <Failure error={add.error} title={words.failed} />}
        </>
      )}
    </Dialog>
  );
}

/** Role, limits, state and password of one user. */
export function EditUser({ user, own, onClose }: { user: AdminUser; own: boolean; onClose: () => void }) {
  const words = useWords(adminText);
  const common = useWords(commonText);
  const client = useQueryClient();
  const say = useToast();
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState<Role>(user.role);
  const [disabled, setDisabled] = useState(user.disabled);
  const [texts, setTexts] = useState(
    () => Object.fromEntries(quotaNames.map((one) => [one, quotaText(one, user.quotas[one])])) as QuotaTexts,
  );
  const quotas = changedQuotas(user.quotas, texts);
  const path = `/api/admin/users/${user.user_id}`;
  const save = useMutation<unknown, Problem>({
    mutationFn: () => {
      const body: UserChange = {
        ...(name.trim() !== user.name && name.trim() !== '' && { name: name.trim() }),
        ...(role !== user.role && { role }),
        ...(disabled !== user.disabled && { disabled }),
        ...(quotas !== null && Object.keys(quotas).length > 0 && { quotas }),
      };
      return ask(path, { method: 'PATCH', body });
    },
    onSuccess: () => {
      say({ text: words.saved(user.email) });
      void client.invalidateQueries();
      onClose();
    },
  });
  const reset = useMutation<UserWithPassword, Problem>({
    mutationFn: async () =>
      (await ask<UserWithPassword>(`${path}/password`, { method: 'POST', body: {} })).body,
  });
  const problem = save.error ?? reset.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.editTitle(user.email)}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {reset.data ? common.close : common.cancel}
          </Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabled={quotas === null}
            onClick={() => save.mutate()}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <div className={styles.pair}>
        <TextField
          label={words.name}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <RoleSelect role={role} disabled={own} onChange={setRole} />
      </div>
      {own ? (
        <p className="caption">{words.ownAccount}</p>
      ) : (
        <Switch label={words.disabled} help={words.disable} checked={disabled} onChange={setDisabled} />
      )}
      <section>
        <h3>{words.quotas}</h3>
        <p className="caption">{words.quotasHow}</p>
        <QuotaFields texts={texts} onChange={setTexts} optional />
      </section>
      {!own &&
        (reset.data ? (
          <MadePassword email={user.email} password={reset.data.password ?? ''} />
        ) : (
          <div>
            <Button busy={reset.isPending} onClick={() => reset.mutate()}>
              {words.resetPassword}
            </Button>
            <p className="caption">{words.resetHow}</p>
          </div>
        ))}
      {problem && <Failure error={problem} title={words.failed} />}
    </Dialog>
  );
}
