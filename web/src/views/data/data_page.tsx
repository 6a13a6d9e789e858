'use client';

import { Database, Upload } from 'lucide-react';
import Link from 'next/link';
import { useDatasets } from '@/api/queries';
import { bytes, moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Pager } from '@/pieces/pager';
import { RemoveButton } from '@/pieces/remove_button';
import { Empty, Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { commonText } from '@/text/common';
import { dataText } from '@/text/data';
import { useWords } from '@/text/pair';

const limit = 50;

export function DataPage() {
  const words = useWords(dataText);
  const common = useWords(commonText);
  const language = useLanguage();
  const { params } = useQueryState();
  const offset = Number(params.get('offset') ?? 0);
  const { data, error, refetch } = useDatasets({ limit, offset });
  return (
    <div className={page.page}>
      <PageTitle title={words.title} />
      <div className={page.head}>
        <h1>{words.title}</h1>
        {data && data.total > 0 && (
          <ButtonLink
            kind="primary"
            href={routes.importing()}
            icon={<Upload size={16} strokeWidth={1.75} aria-hidden="true" />}
          >
            {words.start}
          </ButtonLink>
        )}
      </div>
      {error && !data && (
        <Failure error={error} title={words.failed} kept={words.kept} retry={() => void refetch()} />
      )}
      {!error && !data && <Loading rows={6} />}
      {data && data.total === 0 && (
        <Empty
          icon={<Database size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={
            <ButtonLink kind="primary" href={routes.importing()}>
              {words.start}
            </ButtonLink>
          }
        >
          {words.noneText}
        </Empty>
      )}
      {data && data.total > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{common.name}</th>
                <th scope="col" className={table.right}>
                  {common.size}
                </th>
                <th scope="col" className={table.wide}>
                  {common.made}
                </th>
                <th scope="col">
                  <span className="hidden">{common.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((dataset) => (
                <tr key={dataset.dataset_id}>
                  <td className={table.main}>
                    <Link href={routes.dataset(dataset.dataset_id)}>{dataset.name}</Link>
                  </td>
                  <td className={table.right}>
                    {dataset.rows > 0
                      ? common.rows(dataset.rows)
                      : dataset.bytes > 0
                        ? bytes(dataset.bytes)
                        : common.none}
                  </td>
                  <td className={`${table.narrow} ${table.wide}`}>{moment(dataset.created_at, language)}</td>
                  <td className={table.actions}>
                    <RemoveButton
                      path={`/api/datasets/${dataset.dataset_id}`}
                      label={words.remove(dataset.name)}
                      question={words.removeAsk(dataset.name)}
                      text={words.removeText}
                      done={words.removed(dataset.name)}
                      failed={words.removeFailed}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager
            offset={offset}
            limit={limit}
            total={data.total}
            href={(to) => `${routes.data}?offset=${to}`}
          />
        </div>
      )}
    </div>
  );
}
