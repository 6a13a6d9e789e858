'use client';

import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { Button } from '@/pieces/button';
import { TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { useWords } from '@/text/pair';
import { signInText } from '@/text/sign_in';
import { PasswordField } from './password_field';
import styles from './sign_in.module.css';

/** Where an admin has opened registration. Whoever has made an account is signed in. */
export function RegisterForm({ onDone }: { onDone: () => void }) {
  const words = useWords(signInText);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const register = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask('/api/auth/register', {
        method: 'POST',
        body: { email: email.trim(), password, ...(name.trim() !== '' && { name: name.trim() }) },
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (email.trim() !== '' && password !== '') register.mutate();
  };
  // The server names the field in front.
  const problem = register.error;
  const of = (field: string) => (problem?.detail.startsWith(field) === true ? problem.message : null);
  const shown = of('email') ?? of('password');
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={asked && email.trim() === '' ? words.emailMissing : of('email')}
      />
      <TextField
        label={words.name}
        help={words.nameHow}
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <PasswordField
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        help={words.newPasswordHow}
        error={asked && password === '' ? words.passwordMissing : of('password')}
      />
      {problem && shown === null && <Failure error={problem} title={words.registerFailed} />}
      <Button kind="primary" type="submit" large busy={register.isPending}>
        {words.register}
      </Button>
    </form>
  );
}
