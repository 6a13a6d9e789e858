'use client';

import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useSession } from '@/api/session';
import { bytes } from '@/lib/format';
import { Button } from '@/pieces/button';
import { TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { useToast } from '@/pieces/toast';
import page from '@/styles/page.module.css';
import { accountText } from '@/text/account';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';
import styles from './settings.module.css';

function PasswordForm({ email }: { email: string }) {
  const words = useWords(accountText);
  const say = useToast();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask('/api/auth/change-password', {
        method: 'POST',
        body: { password: present, new_password: next },
      }),
    onSuccess: () => {
      setPresent('');
      setNext('');
      setAgain('');
      say({ text: words.passwordChanged });
    },
  });
  const differ = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (present !== '' && next !== '' && next === again) change.mutate();
  };
  const problem = change.error;
  const ofNext = problem?.detail.startsWith('new_password') === true;
  const ofPresent = problem?.detail.startsWith('password') === true;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h2>{words.passwordTitle}</h2>
        <p className="caption">{words.passwordHow}</p>
      </div>
      <input
        type="email"
        className="hidden"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <TextField
        label={words.present}
        type="password"
        autoComplete="current-password"
        value={present}
        error={ofPresent ? problem.message : null}
        onChange={(event) => setPresent(event.target.value)}
      />
      <TextField
        label={words.next}
        type="password"
        autoComplete="new-password"
        value={next}
        error={ofNext ? problem.message : null}
        onChange={(event) => setNext(event.target.value)}
      />
      <TextField
        label={words.again}
        type="password"
        autoComplete="new-password"
        value={again}
        error={differ ? words.differ : null}
        onChange={(event) => setAgain(event.target.value)}
      />
      {problem && !ofNext && !ofPresent && <Failure error={problem} title={words.failed} />}
      <div>
        <Button
          kind="primary"
          type="submit"
          busy={change.isPending}
          disabled={present === '' || next === '' || next !== again}
        >
          {words.changePassword}
        </Button>
      </div>
    </form>
  );
}

/** Who is signed in, what they keep, and their password. */
export function ProfilePart() {
  const words = useWords(accountText);
  const settings = useWords(settingsText);
  const session = useSession();
  if (session.kind !== 'person') return null;
  const { user, stored_bytes, quotas } = session.me;
  const stored = bytes(stored_bytes);
  return (
    <>
      <section>
        <div className={page.section}>
          <h2>{settings.parts.profile}</h2>
        </div>
        <dl className={page.facts}>
          <dt>{words.email}</dt>
          <dd>{user.email}</dd>
          <dt>{words.name}</dt>
          <dd>{user.name}</dd>
          <dt>{words.role}</dt>
          <dd>{words.roles[user.role]}</dd>
          <dt>{words.since}</dt>
          <dd>{words.date(user.created_at)}</dd>
          <dt>{words.stored}</dt>
          <dd>{quotas.max_bytes === null ? stored : words.storedOf(stored, bytes(quotas.max_bytes))}</dd>
        </dl>
      </section>
      <PasswordForm email={user.email} />
    </>
  );
}
