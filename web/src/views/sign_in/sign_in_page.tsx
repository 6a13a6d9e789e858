'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Laptop } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useSyncExternalStore, type FormEvent } from 'react';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { useVersion } from '@/api/queries';
import { useSession } from '@/api/session';
import { nextPage } from '@/lib/next_page';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { TextField } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import { Logo } from '@/shell/logo';
import { LanguageSwitch, ThemeSwitch } from '@/shell/top_bar';
import { signInText } from '@/text/sign_in';
import { useWords } from '@/text/pair';
import { PasswordField } from './password_field';
import { RegisterForm } from './register_form';
import styles from './sign_in.module.css';

function useHost(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => location.host,
    () => '',
  );
}

function SignInForm({ onDone }: { onDone: () => void }) {
  const words = useWords(signInText);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const signIn = useMutation<unknown, Problem>({
    mutationFn: () => ask('/api/auth/login', { method: 'POST', body: { email: email.trim(), password } }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (email.trim() !== '' && password !== '') signIn.mutate();
  };
  const refused = signIn.error !== null && [400, 401, 403, 422, 429].includes(signIn.error.status);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={words.email}
        type="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={asked && email.trim() === '' ? words.emailMissing : null}
      />
      <PasswordField
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={asked && password === '' ? words.passwordMissing : refused ? signIn.error.message : null}
      />
      {signIn.error && !refused && <Failure error={signIn.error} title={words.failed} />}
      <Button kind="primary" type="submit" large busy={signIn.isPending}>
        {words.title}
      </Button>
    </form>
  );
}

/** Signing in, or making an account where that is open; then on to where the reader came from. */
function Forms({ registering }: { registering: boolean }) {
  const words = useWords(signInText);
  const client = useQueryClient();
  const router = useRouter();
  const { params, change } = useQueryState();
  const { data: server } = useVersion();
  const open = server?.registration_open === true;
  const onDone = () => {
    client.clear();
    router.replace(nextPage(params.get('next'), location.origin));
  };
  const Form = registering && open ? RegisterForm : SignInForm;
  return (
    <>
      <Form onDone={onDone} />
      {open ? (
        <p className={styles.other}>
          {registering ? null : words.registerAsk}
          <Button kind="quiet" onClick={() => change({ new: registering ? null : '1' })}>
            {registering ? words.have : words.register}
          </Button>
        </p>
      ) : (
        server && <p className={`caption ${styles.other}`}>{words.askAdmin}</p>
      )}
    </>
  );
}

/** Of servers with accounts. A server of one user says so and lets in. */
export function SignInPage() {
  const words = useWords(signInText);
  const session = useSession();
  const host = useHost();
  const registering = useQueryState().params.get('new') === '1';
  return (
    <main className={styles.page}>
      <title>{`${words.title} · THETA`}</title>
      <div className={styles.head}>
        <span className={styles.logo}>
          <Logo /> THETA
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <div className={styles.middle}>
        <h1 className={styles.title}>{registering ? words.register : words.title}</h1>
        <p className="second">{words.to(host)}</p>
        {session.kind === 'single' ? (
          <p className={styles.form}>
            {words.noAccounts}
            <ButtonLink kind="primary" href={routes.home}>
              {words.go}
            </ButtonLink>
          </p>
        ) : (
          <Forms registering={registering} />
        )}
        <p className={styles.own}>
          <Laptop size={16} strokeWidth={1.75} aria-hidden="true" />
          {words.own}
        </p>
      </div>
    </main>
  );
}
