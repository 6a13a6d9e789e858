'use client';

import type { Profile } from '@/api/survey';
import { count } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';
import { Banner } from '@/pieces/banner';
import { Loading } from '@/pieces/states';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';

/** Rows that cannot be used, counted by reason, to take away as a table. */
export function Dropped({ id, profile }: { id: string; profile: Profile | undefined }) {
  const words = useWords(importText);
  const language = useLanguage();
  if (!profile) return <Loading rows={3} label={words.looking} />;
  if (profile.rows.dropped === 0) return <Banner tone="ok">{words.allUsed}</Banner>;
  return (
    <section>
      <h2>{words.cannotUse(profile.rows.dropped)}</h2>
      <p className="second">{words.cannotUseText}</p>
      <table className={styles.reasons}>
        <thead>
          <tr>
            <th scope="col">{words.reason}</th>
            <th scope="col">{words.rows}</th>
          </tr>
        </thead>
        <tbody>
          {profile.dropped.map((one) => (
            <tr key={one.reason}>
              <td>{reasonIn(language, one.reason)}</td>
              <td>{count(one.rows, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <a href={`/api/datasets/${id}/rejects?format=csv`} download>
        {words.downloadRejects}
      </a>
    </section>
  );
}
