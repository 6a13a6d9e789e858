import type { components } from './contract';

// What the views of a model answer, by the names that the workspace uses.

type Schemas = components['schemas'];

export interface Unavailable {
  available: false;
  reason: string;
  suggestions: string[];
}

/** An answer that has its data: `available` tells it from Unavailable. */
type Given<Answer> = Required<Omit<Answer, 'available' | 'reason' | 'suggestions'>> & { available: true };

export type Word = Schemas['TopicWord'];
export type ViewTopic = Schemas['Topic'];
export type WholeTopic = Schemas['TopicDetail'];
export type Figures = Schemas['KeyFigures'];
export type Overview = Schemas['TopicOverview'];
export type TopicWords = Schemas['TopicWords'];
export type Topics = Schemas['TopicList'];
export type Times = Given<Schemas['TemporalAnalysis']>;
export type Drift = NonNullable<Schemas['WordDrift']>;
export type Timeline = Given<Schemas['Timeline']>;
export type Groups = Given<Schemas['DimensionAnalysis']>;
export type Figure = Schemas['MetricFigure'];
export type Metrics = Schemas['ModelMetrics'];
export type WordPlaces = Schemas['WordView'];
export type Network = Schemas['TopicNetwork'];
export type Similarity = Schemas['TopicSimilarity'];
export type Hierarchy = Schemas['TopicHierarchy'];
export type History = Schemas['TrainingHistory'];
export type Doc = Schemas['DocumentItem'];
export type Documents = Schemas['DocumentList'];
export type Reading = Schemas['DocumentView'];
export type Span = Schemas['TextSpan'];
export type EditLine = Schemas['Edit'];
export type EditHistory = Schemas['EditHistory'];
export type Citation = Schemas['Citation'];
export type Shares = Schemas['ShareList'];
export type Share = Schemas['Share'];
export type Comparison = Schemas['Comparison'];
export type ComparedModel = Schemas['ComparedModel'];
export type ComparedPair = Schemas['ComparedPair'];
export type CreatedShare = Schemas['CreatedShare'];
