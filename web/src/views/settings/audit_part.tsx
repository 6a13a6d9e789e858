'use client';

import { ScrollText } from 'lucide-react';
import { useAudit, useUsers, type AuditEntry } from '@/api/admin';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { Select } from '@/pieces/field';
import { Pager } from '@/pieces/pager';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { useListPart } from '@/shell/list_page';
import { adminText } from '@/text/admin';
import { useWords } from '@/text/pair';
import styles from './settings.module.css';

function Row({ entry, nameOf }: { entry: AuditEntry; nameOf: (user: string) => string }) {
  const words = useWords(adminText);
  const detail = Object.keys(entry.detail).length === 0 ? '' : JSON.stringify(entry.detail);
  return (
    <tr>
      <td className="second">{words.time(entry.at)}</td>
      <td>
        {entry.user_id === null ? <span className="second">{words.nobody}</span> : nameOf(entry.user_id)}
      </td>
      <td>{words.actions[entry.action] ?? entry.action}</td>
      <td className={`mono ${styles.detail} ${table.wide}`} title={entry.subject}>
        {entry.subject === entry.user_id ? '' : nameOf(entry.subject)}
      </td>
      <td className={`${table.narrow} ${table.wide}`}>{entry.address}</td>
      <td className={`mono ${styles.detail} ${table.wide}`} title={detail}>
        {detail}
      </td>
    </tr>
  );
}

/** Who did what: filtered by user and by action, page by page, all in the address. */
export function AuditPart() {
  const words = useWords(adminText);
  const part = useListPart();
  const { params, change } = useQueryState();
  const user = params.get('user') ?? '';
  const action = params.get('action') ?? '';
  const { data, error, refetch } = useAudit({
    ...part,
    user_id: user === '' ? undefined : user,
    action: action === '' ? undefined : action,
  });
  const users = useUsers({ limit: 1000, offset: 0 }).data?.items ?? [];
  const names = new Map(users.map((one) => [one.user_id, one.email]));
  const filter = (name: string, value: string) =>
    change({ [name]: value === '' ? null : value, offset: null });
  return (
    <>
      <div>
        <h2>{words.audit}</h2>
        <p className="caption">{words.auditHow}</p>
      </div>
      <div className={styles.filters}>
        <Select
          label={words.filterUser}
          value={user}
          onChange={(event) => filter('user', event.target.value)}
        >
          <option value="">{words.everybody}</option>
          {users.map((one) => (
            <option key={one.user_id} value={one.user_id}>
              {one.email}
            </option>
          ))}
        </Select>
        <Select
          label={words.filterAction}
          value={action}
          onChange={(event) => filter('action', event.target.value)}
        >
          <option value="">{words.everything}</option>
          {Object.entries(words.actions).map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </Select>
      </div>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={8} />}
      {data && data.total === 0 && (
        <Empty icon={<ScrollText size={18} strokeWidth={1.75} aria-hidden="true" />} title={words.noEntries}>
          {words.noEntriesText}
        </Empty>
      )}
      {data && data.total > 0 && (
        <div className={table.scroll} tabIndex={0} role="region" aria-label={words.audit}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col" className={table.wide}>
                  {words.subject}
                </th>
                <th scope="col" className={table.wide}>
                  {words.address}
                </th>
                <th scope="col" className={table.wide}>
                  {words.detail}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((entry) => (
                <Row key={entry.number} entry={entry} nameOf={(id) => names.get(id) ?? id} />
              ))}
            </tbody>
          </table>
          <Pager
            {...part}
            total={data.total}
            href={(offset) =>
              routes.settingsPart('audit', {
                user: user === '' ? undefined : user,
                action: action === '' ? undefined : action,
                offset,
              })
            }
          />
        </div>
      )}
    </>
  );
}
