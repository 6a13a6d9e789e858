'use client';

import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useDatasets, useModels } from '@/api/queries';
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
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';

const limit = 50;

export function ModelsPage() {
  const words = useWords(modelsText);
  const common = useWords(commonText);
  const language = useLanguage();
  const { params } = useQueryState();
  const offset = Number(params.get('offset') ?? 0);
  const { data, error, refetch } = useModels({ limit, offset });
  const datasets = new Map(
    useDatasets({ limit: 1000 }).data?.items.map((dataset) => [dataset.dataset_id, dataset.name]),
  );
  return (
    <div className={page.page}>
      <PageTitle title={words.title} />
      <div className={page.head}>
        <h1>{words.title}</h1>
        {data && data.total > 0 && (
          <ButtonLink kind="primary" href={routes.newModel()}>
            {words.train}
          </ButtonLink>
        )}
      </div>
      {error && !data && (
        <Failure error={error} title={words.failed} kept={words.kept} retry={() => void refetch()} />
      )}
      {!error && !data && <Loading rows={6} />}
      {data && data.total === 0 && (
        <Empty
          icon={<Boxes size={18} strokeWidth={1.75} aria-hidden="true" />}
          title={words.none}
          action={
            datasets.size > 0 ? (
              <ButtonLink href={routes.newModel()}>{words.train}</ButtonLink>
            ) : (
              <ButtonLink href={routes.importing()}>{words.start}</ButtonLink>
            )
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
                <th scope="col">{words.name}</th>
                <th scope="col" className={table.wide}>
                  {words.kind}
                </th>
                <th scope="col" className={table.wide}>
                  {words.data}
                </th>
                <th scope="col">{words.made}</th>
                <th scope="col" className={`${table.right} ${table.wide}`}>
                  {words.size}
                </th>
                <th scope="col">
                  <span className="hidden">{common.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((model) => (
                <tr key={model.model_id}>
                  <td className={table.main}>
                    <Link href={routes.model(model.model_id)}>{model.name}</Link>
                  </td>
                  <td className={`${table.narrow} ${table.wide}`}>{modelKind(words, model.type)}</td>
                  <td className={table.wide}>{datasets.get(model.dataset_id ?? '') ?? common.none}</td>
                  <td className={table.narrow}>{moment(model.created_at, language)}</td>
                  <td className={`${table.right} ${table.wide}`}>{bytes(model.bytes)}</td>
                  <td className={table.actions}>
                    <RemoveButton
                      path={`/api/models/${model.model_id}`}
                      label={words.remove(model.name)}
                      question={words.removeAsk(model.name)}
                      text={words.removeText}
                      done={words.removed(model.name)}
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
            href={(to) => `${routes.models}?offset=${to}`}
          />
        </div>
      )}
    </div>
  );
}
