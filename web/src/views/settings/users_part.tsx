'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useUsers, type AdminUser } from '@/api/admin';
import { useSession } from '@/api/session';
import { routes } from '@/lib/routes';
import { Button } from '@/pieces/button';
import { Pager } from '@/pieces/pager';
import { Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { Tag } from '@/pieces/tag';
import { useListPart } from '@/shell/list_page';
import { accountText } from '@/text/account';
import { adminText } from '@/text/admin';
import { useWords } from '@/text/pair';
import styles from './settings.module.css';
import { AddUser, EditUser } from './user_dialogs';

type Asked = { kind: 'add' } | { kind: 'edit'; user: AdminUser } | null;

/** All accounts: added, changed, disabled. */
export function UsersPart() {
  const words = useWords(adminText);
  const account = useWords(accountText);
  const session = useSession();
  const part = useListPart();
  const { data, error, refetch } = useUsers(part);
  const [asked, setAsked] = useState<Asked>(null);
  const own = session.kind === 'person' ? session.me.user.user_id : '';
  return (
    <>
      <div className={styles.head}>
        <h2>{words.users}</h2>
        <Button
          kind="primary"
          icon={<UserPlus size={16} strokeWidth={1.75} aria-hidden="true" />}
          onClick={() => setAsked({ kind: 'add' })}
        >
          {words.addUser}
        </Button>
      </div>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={5} />}
      {data && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.email}</th>
                <th scope="col" className={table.wide}>
                  {words.name}
                </th>
                <th scope="col">{words.role}</th>
                <th scope="col">{words.state}</th>
                <th scope="col" className={table.wide}>
                  {words.made}
                </th>
                <th scope="col">
                  <span className="hidden">{words.edit}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((user) => (
                <tr key={user.user_id}>
                  <td>
                    <b>{user.email}</b>{' '}
                    {user.user_id === own && <span className="second">({words.you})</span>}
                  </td>
                  <td className={table.wide}>{user.name}</td>
                  <td>{account.roles[user.role]}</td>
                  <td>{user.disabled ? <Tag>{words.disabled}</Tag> : words.active}</td>
                  <td className={`${table.narrow} ${table.wide}`}>{account.date(user.created_at)}</td>
                  <td className={table.actions}>
                    <Button
                      kind="quiet"
                      aria-label={words.editLabel(user.email)}
                      onClick={() => setAsked({ kind: 'edit', user })}
                    >
                      {words.edit}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager {...part} total={data.total} href={(offset) => routes.settingsPart('users', { offset })} />
        </div>
      )}
      {asked?.kind === 'add' && <AddUser onClose={() => setAsked(null)} />}
      {asked?.kind === 'edit' && (
        <EditUser user={asked.user} own={asked.user.user_id === own} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
