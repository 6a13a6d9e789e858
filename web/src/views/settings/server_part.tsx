'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useServerSettings, type ServerSettings } from '@/api/admin';
import { ask } from '@/api/client';
import type { Problem } from '@/api/problem';
import { changedQuotas, quotaNames, quotaText, type QuotaTexts } from '@/lib/quotas';
import { Button } from '@/pieces/button';
import { Failure, Loading } from '@/pieces/states';
import { Switch } from '@/pieces/switch';
import { useToast } from '@/pieces/toast';
import { adminText } from '@/text/admin';
import { useWords } from '@/text/pair';
import { QuotaFields } from './quota_fields';
import styles from './settings.module.css';

function SettingsForm({ settings }: { settings: ServerSettings }) {
  const words = useWords(adminText);
  const client = useQueryClient();
  const say = useToast();
  const [open, setOpen] = useState(settings.registration_open);
  const [texts, setTexts] = useState(
    () => Object.fromEntries(quotaNames.map((name) => [name, quotaText(name, settings[name])])) as QuotaTexts,
  );
  const changes = changedQuotas(settings, texts);
  const whole = changes !== null && Object.values(changes).every((value) => value !== null);
  const save = useMutation<unknown, Problem>({
    mutationFn: () =>
      ask('/api/admin/settings', { method: 'PATCH', body: { registration_open: open, ...changes } }),
    onSuccess: async () => {
      await client.invalidateQueries();
      say({ text: words.settingsSaved });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole) save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Switch label={words.registration} help={words.registrationHow} checked={open} onChange={setOpen} />
      <section>
        <h3>{words.limits}</h3>
        <p className="caption">{words.runningHow}</p>
        <QuotaFields texts={texts} onChange={setTexts} optional={false} />
      </section>
      {save.error && <Failure error={save.error} title={words.failed} />}
      <div>
        <Button kind="primary" type="submit" busy={save.isPending} disabled={!whole}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

/** Registration, and the limits of those who have none of their own. */
export function ServerPart() {
  const words = useWords(adminText);
  const { data, error, refetch } = useServerSettings();
  return (
    <>
      <h2>{words.server}</h2>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={5} />}
      {data && <SettingsForm settings={data} />}
    </>
  );
}
