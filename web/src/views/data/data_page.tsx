'use client';

import { Database, Upload } from 'lucide-react';
import Link from 'next/link';
import { useDatasets } from '@/api/queries';
import { bytes, moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { RemoveButton } from '@/pieces/remove_button';
import { Empty } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { ListPage, useListPart } from '@/shell/list_page';
import { commonText } from '@/text/common';
import { dataText } from '@/text/data';
import { useWords } from '@/text/pair';

export function DataPage() {
  const words = useWords(dataText);
  const common = useWords(commonText);
  const language = useLanguage();
  const listing = useDatasets(useListPart());
  return (
    <ListPage
      title={words.title}
      path={routes.data}
      listing={listing}
      failed={words.failed}
      kept={words.kept}
      action={
        <ButtonLink
          kind="primary"
          href={routes.importing()}
          icon={<Upload size={16} strokeWidth={1.75} aria-hidden="true" />}
        >
          {words.start}
        </ButtonLink>
      }
      empty={
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
      }
      head={
        <>
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
        </>
      }
      row={(dataset) => (
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
      )}
    />
  );
}
