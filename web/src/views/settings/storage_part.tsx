'use client';

import { useServerSettings, useUsage } from '@/api/admin';
import { bytes } from '@/lib/format';
import { routes } from '@/lib/routes';
import { Pager } from '@/pieces/pager';
import { ShareBar } from '@/pieces/share_bar';
import { Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { useListPart } from '@/shell/list_page';
import { adminText } from '@/text/admin';
import { useWords } from '@/text/pair';
import styles from './storage_part.module.css';

/** Who keeps how much, against what they may keep. */
export function StoragePart() {
  const words = useWords(adminText);
  const part = useListPart();
  const { data, error, refetch } = useUsage(part);
  const usual = useServerSettings().data?.max_bytes;
  return (
    <>
      <div>
        <h2>{words.storage}</h2>
        <p className="caption">{words.storageHow}</p>
      </div>
      {error && !data && <Failure error={error} title={words.failedList} retry={() => void refetch()} />}
      {!error && !data && <Loading rows={5} />}
      {data && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.email}</th>
                <th scope="col" className={`${table.right} ${table.wide}`}>
                  {words.dataSets}
                </th>
                <th scope="col" className={`${table.right} ${table.wide}`}>
                  {words.models}
                </th>
                <th scope="col" className={`${table.right} ${table.wide}`}>
                  {words.files}
                </th>
                <th scope="col" className={`${table.right} ${table.wide}`}>
                  {words.modelFiles}
                </th>
                <th scope="col" className={table.right}>
                  {words.total}
                </th>
                <th scope="col" className={table.right}>
                  {words.most}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((usage) => {
                const total = usage.file_bytes + usage.model_bytes;
                const most = usage.max_bytes ?? usual;
                return (
                  <tr key={usage.user_id}>
                    <td>
                      <b>{usage.email}</b>
                    </td>
                    <td className={`${table.right} ${table.wide}`}>{words.count(usage.datasets)}</td>
                    <td className={`${table.right} ${table.wide}`}>{words.count(usage.models)}</td>
                    <td className={`${table.right} ${table.wide}`}>{bytes(usage.file_bytes)}</td>
                    <td className={`${table.right} ${table.wide}`}>{bytes(usage.model_bytes)}</td>
                    <td className={table.right}>
                      {bytes(total)}
                      {most !== undefined && most > 0 && (
                        <ShareBar share={Math.min(1, total / most)} className={styles.bar} />
                      )}
                    </td>
                    <td className={table.right}>{most === undefined ? '' : bytes(most)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <Pager {...part} total={data.total} href={(offset) => routes.settingsPart('storage', { offset })} />
        </div>
      )}
    </>
  );
}
