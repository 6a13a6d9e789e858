'use client';

import { createContext, useContext } from 'react';
import type { WholeModel } from '@/api/types';
import type { Figures, ViewTopic } from '@/api/views';
import type { ChartTopic } from '@/charts/paint';

export type PlacedTopic = ViewTopic & { x: number | null; y: number | null };

/** What all views of a model share. The address holds every choice; `change` writes to it. */
export interface Workspace {
  model: WholeModel;
  readOnly: boolean; // opened by a link
  figures: Figures;
  topics: PlacedTopic[]; // visible ones, in the order of the list
  charted: ChartTopic[]; // the same for charts
  chosen: PlacedTopic;
  lambda: number;
  params: URLSearchParams;
  change: (parts: Record<string, string | null>, how?: 'push' | 'replace') => void;
  choose: (topic: number) => void;
  href: (parts: Record<string, string | null>) => string;
  slot: (topic: number) => number | null;
  nameOf: (topic: number) => string;
}

const Here = createContext<Workspace | null>(null);

export const WorkspaceProvider = Here.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(Here);
  if (workspace === null) throw new Error('outside a model');
  return workspace;
}
