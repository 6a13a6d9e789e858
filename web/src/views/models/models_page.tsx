'use client';

import { Boxes } from 'lucide-react';
import Link from 'next/link';
import { useDatasets, useModels } from '@/api/queries';
import { bytes, moment } from '@/lib/format';
import { useLanguage } from '@/lib/language';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { RemoveButton } from '@/pieces/remove_button';
import { Empty } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import { ListPage, useListPart } from '@/shell/list_page';
import page from '@/styles/page.module.css';
import { commonText } from '@/text/common';
import { modelKind, modelsText } from '@/text/models';
import { useWords } from '@/text/pair';

export function ModelsPage() {
  const words = useWords(modelsText);
  const common = useWords(commonText);
  const language = useLanguage();
  const listing = useModels(useListPart());
  const datasets = new Map(
    useDatasets({ limit: 1000 }).data?.items.map((dataset) => [dataset.dataset_id, dataset.name]),
  );
  return (
    <ListPage
      title={words.title}
      path={routes.models}
      listing={listing}
      failed={words.failed}
      kept={words.kept}
      action={
        <span className={page.actions}>
          {(listing.data?.total ?? 0) > 1 && (
            <ButtonLink href={routes.compareModels([])}>{words.compare}</ButtonLink>
          )}
          <ButtonLink kind="primary" href={routes.newModel()}>
            {words.train}
          </ButtonLink>
        </span>
      }
      empty={
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
      }
      head={
        <>
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
        </>
      }
      row={(model) => (
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
      )}
    />
  );
}
