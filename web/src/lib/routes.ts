import { withQuery } from '@/api/client';

// Every page is a static file; what it shows is in the query, so each address is a permalink.
export const routes = {
  home: '/',
  data: '/data/',
  models: '/models/',
  compare: '/compare/',
  analyze: '/analyze/',
  jobs: '/jobs/',
  settings: '/settings/',
  settingsPart: (part: string, query: Record<string, string | number | undefined> = {}) =>
    withQuery('/settings/', { part, ...query }),
  signIn: '/signin/',
  dataset: (id: string) => withQuery('/dataset/', { id }),
  importing: (id?: string, step?: ImportStep) => withQuery('/import/', { id, step }),
  newModel: (dataset?: string) => withQuery('/models/new/', { dataset }),
  job: (id: string) => withQuery('/job/', { id }),
  model: (id: string, topic?: number) => withQuery('/model/', { id, topic }),
  compareModels: (ids: string[]) =>
    withQuery('/compare/', { ids: ids.length > 0 ? ids.join(',') : undefined }),
  compareSweep: (task: string) => withQuery('/compare/', { sweep: task }),
  analyzeWith: (model?: string) => withQuery('/analyze/', { model }),
};

export const importSteps = ['file', 'columns', 'cleaning', 'summary'] as const;
export type ImportStep = (typeof importSteps)[number];

/** The entry of the rail that a page belongs to. */
export function sectionOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`;
  const sections: Record<string, string> = {
    '/': routes.home,
    '/data': routes.data,
    '/dataset': routes.data,
    '/import': routes.data,
    '/models': routes.models,
    '/model': routes.models,
    '/compare': routes.compare,
    '/jobs': routes.jobs,
    '/job': routes.jobs,
    '/analyze': routes.analyze,
    '/settings': routes.settings,
  };
  return sections[first] ?? '';
}
