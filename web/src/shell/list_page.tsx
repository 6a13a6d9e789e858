'use client';

import type { ReactNode } from 'react';
import { useQueryState } from '@/lib/query_state';
import { Pager } from '@/pieces/pager';
import { Failure, Loading } from '@/pieces/states';
import table from '@/pieces/table.module.css';
import page from '@/styles/page.module.css';
import { PageTitle } from './page_title';

const limit = 50;

/** The part of a list that the address names. */
export function useListPart(): { limit: number; offset: number } {
  const { params } = useQueryState();
  return { limit, offset: Number(params.get('offset') ?? 0) };
}

interface ListPageProps<Item> {
  title: string;
  /** The one thing to do, once there is something. */
  action?: ReactNode;
  listing: {
    data?: { items: Item[]; total: number };
    error: Error | null;
    refetch: () => Promise<unknown>;
  };
  failed: string;
  kept?: string;
  /** What is shown when there is nothing. */
  empty: ReactNode;
  /** The header's cells. */
  head: ReactNode;
  row: (item: Item) => ReactNode;
  /** Address of the page, without its query. */
  path: string;
}

/** A page that is one table: its states, its rows, and the way to the next ones. */
export function ListPage<Item>(props: ListPageProps<Item>) {
  const { title, listing, path } = props;
  const { data, error, refetch } = listing;
  const { offset } = useListPart();
  return (
    <div className={page.page}>
      <PageTitle title={title} />
      <div className={page.head}>
        <h1>{title}</h1>
        {data && data.total > 0 && props.action}
      </div>
      {error && !data && (
        <Failure error={error} title={props.failed} kept={props.kept} retry={() => void refetch()} />
      )}
      {!error && !data && <Loading rows={6} />}
      {data && data.total === 0 && props.empty}
      {data && data.total > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>{props.head}</tr>
            </thead>
            <tbody>{data.items.map(props.row)}</tbody>
          </table>
          <Pager offset={offset} limit={limit} total={data.total} href={(to) => `${path}?offset=${to}`} />
        </div>
      )}
    </div>
  );
}
