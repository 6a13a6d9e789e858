'use client';

import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { ask } from '@/api/client';
import { asProblem } from '@/api/problem';
import { shareAddress } from '@/api/share_token';
import { useView } from '@/api/view_queries';
import type { CreatedShare, Share, Shares } from '@/api/views';
import { Button } from '@/pieces/button';
import { CopyId } from '@/pieces/copy_id';
import { Failure } from '@/pieces/states';
import { useToast } from '@/pieces/toast';
import { exportText } from '@/text/export_cite';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import styles from './export_tab.module.css';
import { useWorkspace } from './workspace';

const lifetimes = [1, 7, 30, 90, 365]; // days

/** Links by which others read the model: made, listed, taken back. */
export function ShareLinks() {
  const words = useWords(exportText);
  const shared = useWords(workspaceText);
  const say = useToast();
  const { model } = useWorkspace();
  const { data, error, refetch } = useView<Shares>(model.model_id, 'shares', { limit: 100 });
  const [days, setDays] = useState(30);
  const [made, setMade] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/api/models/${model.model_id}/shares`;
  const change = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
      await refetch();
    } catch (problem) {
      say({ text: `${shared.editFailed}: ${asProblem(problem).message}` });
    } finally {
      setBusy(false);
    }
  };
  const make = () =>
    change(async () => {
      const { body } = await ask<CreatedShare>(path, { method: 'POST', body: { expires_in: days * 86_400 } });
      setMade(shareAddress(location.origin, model.model_id, body.token));
      say({ text: words.linkMade });
    });
  const revoke = (share: Share) =>
    change(async () => {
      await ask(`${path}/${share.share_id}`, { method: 'DELETE' });
      setMade(null);
      say({ text: words.revoked });
    });
  return (
    <section>
      <h2>{words.share}</h2>
      <p className="caption">{words.shareHow}</p>
      <div className={styles.shareRow}>
        <select
          className={styles.lifetime}
          aria-label={words.lifetime}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {lifetimes.map((one) => (
            <option key={one} value={one}>
              {words.days(one)}
            </option>
          ))}
        </select>
        <Button
          busy={busy}
          icon={<Link2 size={16} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => void make()}
        >
          {words.makeLink}
        </Button>
      </div>
      {made !== null && (
        <div className={styles.made}>
          <CopyId id={made} />
        </div>
      )}
      {error && !data && <Failure error={error} title={shared.viewFailed} retry={() => void refetch()} />}
      {data && data.items.length === 0 && <p className="caption">{words.noLinks}</p>}
      <ul>
        {data?.items.map((share) => (
          <li key={share.share_id} className={styles.shareLine}>
            <span className="mono">{share.share_id.slice(0, 8)}…</span>
            <span className="second">{share.expired ? words.ended : words.until(share.expires_at)}</span>
            <Button
              kind="quiet"
              aria-label={words.revokeLabel(share.expires_at)}
              disabled={busy}
              onClick={() => void revoke(share)}
            >
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
