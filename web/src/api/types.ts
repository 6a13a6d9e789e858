import type { components } from './contract';

type Schemas = components['schemas'];

export type Dataset = Schemas['Dataset'];
export type DatasetFile = Schemas['File'];
export type Task = Schemas['Task'];
export type NewTask = Schemas['NewTask'];
export type TaskResults = Schemas['TaskResults'];
export type Model = Schemas['Model'];
export type WholeModel = Schemas['WholeModel'];
export type Topics = Schemas['TopicList'];
export type Topic = Schemas['Topic'];
export type Question = Schemas['Question'];
export type Analysis = Schemas['Answer'];
export type Result = Schemas['Result'];
export type Sample = Schemas['Sample'];
export type OpenedSample = Schemas['OpenedSample'];
export type Version = Schemas['Version'];
export type LogLine = Schemas['TaskLog']['items'][number];

export interface List<Item> {
  items: Item[];
  total: number;
  limit: number;
  offset: number;
}
