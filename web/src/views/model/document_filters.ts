// The filters of the Documents view, as they stand in the address and as the server takes them.

export const sorts = ['document', 'weight', 'fit'] as const;
export type Sort = (typeof sorts)[number];

export interface Filters {
  search: string;
  main: number | null; // main topic
  column: string | null;
  value: string | null;
  from: string | null; // the first day
  until: string | null;
  weak: boolean;
  sort: Sort;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

export function readFilters(params: URLSearchParams): Filters {
  const text = (name: string) => params.get(name) || null;
  const dayOf = (name: string) => (day.test(params.get(name) ?? '') ? params.get(name) : null);
  const main = text('main');
  const sort = sorts.find((one) => one === params.get('sort')) ?? 'document';
  const number = main !== null && /^\d+$/.test(main) ? Number(main) : null;
  const [column, value] = [text('column'), params.get('value')];
  return {
    search: params.get('search') ?? '',
    main: number,
    column: value === null ? null : column,
    value: column === null ? null : value,
    from: dayOf('from'),
    until: dayOf('until'),
    weak: params.get('weak') === '1',
    sort: sort === 'weight' && number === null ? 'document' : sort,
  };
}

/** The query of GET documents. */
export function documentQuery(filters: Filters): Record<string, string | number | undefined> {
  return {
    search: filters.search.trim() || undefined,
    main_topic: filters.main ?? undefined,
    topic: filters.sort === 'weight' ? (filters.main ?? undefined) : undefined,
    column: filters.column ?? undefined,
    value: filters.value ?? undefined,
    from: filters.from ?? undefined,
    until: filters.until ?? undefined,
    weak: filters.weak ? 'true' : undefined,
    sort: filters.sort === 'document' ? undefined : filters.sort,
  };
}

export const noFilters: Record<string, null> = {
  search: null,
  main: null,
  column: null,
  value: null,
  from: null,
  until: null,
  weak: null,
  sort: null,
};

export function hasFilters(filters: Filters): boolean {
  const { search, main, column, from, until, weak } = filters;
  return search !== '' || main !== null || column !== null || from !== null || until !== null || weak;
}
