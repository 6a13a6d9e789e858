// What the web app reads of a model's manifest. Each member may be missing: older and newer programs write others.

export interface Manifest {
  model_reason?: string;
  seed?: number;
  parameters?: { num_topics?: number; vocabulary_size?: number };
  corpus?: { documents?: number; vocabulary_size?: number; rows_rejected?: number; rows_total?: number };
  metrics?: { npmi?: number; topic_diversity?: number; perplexity?: number };
  timings?: { total_seconds?: number };
}
