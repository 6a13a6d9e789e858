// Made by `npm run types` from the contract of the API. Do not edit.

export interface paths {
    "/api/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Topics of new texts */
        post: operations["analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Data sets, the newest first */
        get: operations["listDatasets"];
        put?: never;
        /** A data set, to put files into */
        post: operations["createDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** A data set */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        /** Delete it with its files; models stay */
        delete: operations["deleteDataset"];
        options?: never;
        head?: never;
        /** Rename it, or choose how its files are read */
        patch: operations["changeDataset"];
        trace?: never;
    };
    "/api/datasets/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Its files, by name */
        get: operations["listFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/files/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        /** What is known of a file */
        get: operations["getFile"];
        /** Upload a file; the same bytes again are no error */
        put: operations["putFile"];
        post?: never;
        /** Delete a file */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as a page for people */
        get: operations["docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models, the newest first */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** A model with its manifest */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /** Delete a model */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        /** Change the name of a model, or which topics have a colour */
        patch: operations["changeModel"];
        trace?: never;
    };
    "/api/models/{id}/citation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** A methods paragraph and its references */
        get: operations["getCitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/dimension-analysis": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics by groups of documents */
        get: operations["getDimensionAnalysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Documents */
        get: operations["listDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: number;
                id: string;
            };
            cookie?: never;
        };
        /** A document to be read */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/edits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Edits of a model */
        get: operations["listEdits"];
        put?: never;
        /** Edit a model */
        post: operations["addEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/edits/redo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do the last undone edit again */
        post: operations["redoEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/edits/undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo the last edit in force */
        post: operations["undoEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/hierarchy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics as a tree */
        get: operations["getTopicHierarchy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/map": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics on a map */
        get: operations["getTopicMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Measures, in all and of each topic */
        get: operations["getModelMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/network": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics as a network */
        get: operations["getTopicNetwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/similarity": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** How alike topics are */
        get: operations["getTopicSimilarity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/temporal-analysis": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics over time */
        get: operations["getTemporalAnalysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/topic-overview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics, their map and the key figures */
        get: operations["getTopicOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/topics": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Topics with their first words */
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/topics/{topic}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        /** A topic */
        get: operations["getTopic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, hide or show a topic, by edits */
        patch: operations["changeTopic"];
        trace?: never;
    };
    "/api/models/{id}/topics/{topic}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        /** Passages that show a topic best */
        get: operations["listTopicPassages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/topics/{topic}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        /** A topic over time */
        get: operations["getTopicTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/topics/{topic}/words": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        /** Words of a topic by relevance */
        get: operations["listTopicWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/training-history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** How training went */
        get: operations["getTrainingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}/words/{word}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                word: string;
            };
            cookie?: never;
        };
        /** Where is my word? */
        get: operations["getWord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready corpora, and what the user has made of them */
        get: operations["listSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a data set of a sample, with its model */
        post: operations["openSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks, the newest first */
        get: operations["listTasks"];
        put?: never;
        /** Have something done in the background */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** A task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /** Forget a task that has ended; its model stays */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop it */
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Server-sent events: progress (a line of the job), status (the task), end (the task, at last) */
        get: operations["taskEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** Changes of its state */
        get: operations["taskHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** What the task said */
        get: operations["taskLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a failed or cancelled task done after all, from its checkpoint on */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version of the program */
        get: operations["version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server runs */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether database and store answer */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Answer: {
            model_id: string;
            results: components["schemas"]["Result"][];
            timing_ms: number;
        };
        ChangedWord: {
            after: number;
            before: number;
            word: string;
            z: number;
        };
        Citation: {
            bibtex: string;
            methods: {
                en: string;
                zh: string;
            };
            model_id: string;
            revision: number;
        };
        /** @description How the files are read: the options of `theta import` with _ for -, such as text_column, time_column, label_column, language and vocab_size. */
        Columns: Record<string, unknown>;
        Dataset: {
            bytes: number;
            columns: components["schemas"]["Columns"];
            /** Format: date-time */
            created_at: string;
            dataset_id: string;
            error_message: string | null;
            name: string;
            revision: number;
            rows: number;
            /** @enum {string} */
            status: "uploading" | "importing" | "ready" | "failed";
            /** Format: date-time */
            updated_at: string;
        };
        DatasetChange: {
            columns?: components["schemas"]["Columns"];
            name?: string;
        };
        DatasetList: {
            items: components["schemas"]["Dataset"][];
            limit: number;
            offset: number;
            total: number;
        };
        /** @description Topics by the values of a column, one number for each value. effect: share less that of the documents with other values; low, high: 95 % intervals; documents: those whose main topic it is. */
        DimensionAnalysis: {
            available: boolean;
            column?: string;
            columns?: {
                is_whole: boolean;
                name: string;
                values: number;
            }[];
            documents_without?: number;
            model_id: string;
            reason?: string;
            revision: number;
            suggestions?: string[];
            topics?: {
                documents: number[];
                effect: (number | null)[];
                effect_high: (number | null)[];
                effect_low: (number | null)[];
                high: number[];
                low: number[];
                name: string;
                share: number[];
                topic_id: number;
            }[];
            total_values?: number;
            values?: {
                documents: number;
                tokens: number;
                value: string;
            }[];
        };
        /** @description document: its number, from 0, in all views; row: in the data, from 1; piece: of a row that was split; topic_id, name, weight: its main topic; weak: it fits the model weakly; topic_weight: of the topic asked for; excerpt: null where texts are not kept. */
        DocumentItem: {
            document: number;
            excerpt: string | null;
            file: string;
            groups: {
                [key: string]: string;
            };
            id: string;
            label: string;
            name: string;
            part: string;
            piece: number | null;
            row: number;
            time: string;
            tokens: number | null;
            topic_id: number;
            topic_weight?: number;
            weak: boolean;
            weight: number;
        };
        DocumentList: {
            has_texts: boolean;
            items: components["schemas"]["DocumentItem"][];
            limit: number;
            model_id: string;
            offset: number;
            revision: number;
            total: number;
            weak_below: number;
        };
        /** @description The texts of spans together are the text. word, topic_id and strength stand where a word of the model does: with the topic that explains it best, and how much of it. hidden_weight: part of hidden topics. alike: documents with the most similar topics. */
        DocumentView: {
            alike: {
                document: number;
                excerpt: string | null;
                file: string;
                groups: {
                    [key: string]: string;
                };
                id: string;
                label: string;
                name: string;
                part: string;
                piece: number | null;
                row: number;
                similarity: number;
                time: string;
                tokens: number | null;
                topic_id: number;
                weak: boolean;
                weight: number;
            }[];
            document: number;
            file: string;
            groups: {
                [key: string]: string;
            };
            hidden_weight: number;
            id: string;
            label: string;
            model_id: string;
            name: string;
            part: string;
            piece: number | null;
            revision: number;
            row: number;
            spans: components["schemas"]["TextSpan"][];
            text: string | null;
            time: string;
            tokens: number | null;
            topic_id: number;
            topics: {
                name: string;
                topic_id: number;
                weight: number;
            }[];
            weak: boolean;
            weight: number;
        };
        /** @description What the kind asks for: rename topic_id, name; merge, hide, show topics (merge: the first keeps its number); stop_words, allow_words words; undo, redo target, an edit_id. */
        Edit: {
            created_at: string;
            description: string;
            edit_id: number;
            in_force: boolean;
            /** @enum {string} */
            kind: "rename" | "merge" | "hide" | "show" | "stop_words" | "allow_words" | "undo" | "redo";
            name?: string;
            target?: number;
            topic_id?: number;
            topics?: number[];
            words?: string[];
        };
        /** @description The oldest first. undo, redo: edit_id of what would be undone, or done again. */
        EditHistory: {
            items: components["schemas"]["Edit"][];
            model_id: string;
            redo: number | null;
            revision: number;
            undo: number | null;
        };
        File: {
            bytes: number;
            /** Format: date-time */
            created_at: string;
            media_type: string;
            name: string;
            sha256: string | null;
            /** @enum {string} */
            status: "partial" | "complete";
            /** Format: date-time */
            updated_at: string;
        };
        FileList: {
            items: components["schemas"]["File"][];
            limit: number;
            offset: number;
            total: number;
        };
        Health: {
            status: string;
        };
        KeyFigures: {
            documents: number;
            hidden_topics: number;
            model_topics: number;
            npmi: number | null;
            perplexity: number | null;
            tokens: number;
            topic_diversity: number | null;
            topics: number;
            vocabulary: number;
            weak_below: number;
        };
        MapPlace: {
            name: string;
            share: number;
            topic_id: number;
            x: number;
            y: number;
        };
        MetricFigure: {
            /** @enum {string} */
            better: "up" | "down";
            definition: {
                en: string;
                zh: string;
            };
            name: string;
            thresholds: {
                good?: number;
                poor?: number;
            } | null;
            value: number | null;
            /** @enum {string|null} */
            verdict: "good" | "fair" | "poor" | null;
        };
        /** @description edits: lines of its history; focus: topics that have a colour of their own, by slot. */
        Model: {
            bytes: number;
            /** Format: date-time */
            created_at: string;
            dataset_id: string | null;
            edits: number;
            focus: (number | null)[];
            model_id: string;
            name: string;
            revision: number;
            task_id: string | null;
            type: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description focus: topics of the model by slot, null for a free one; an empty list gives the slots to the largest topics. */
        ModelChange: {
            focus?: (number | null)[];
            name?: string;
        };
        ModelList: {
            items: components["schemas"]["Model"][];
            limit: number;
            offset: number;
            total: number;
        };
        /** @description left_out: some figures are null since edits changed what they measure. */
        ModelMetrics: {
            figures: components["schemas"]["MetricFigure"][];
            left_out: boolean;
            model_id: string;
            revision: number;
            topics: {
                c_v: number | null;
                documents: number;
                exclusivity: number;
                name: string;
                npmi: number | null;
                share: number;
                topic_id: number;
                u_mass: number | null;
            }[];
        };
        NewDataset: {
            columns?: components["schemas"]["Columns"];
            name: string;
        };
        /** @description As in Edit. An empty name takes the topic's own words again. */
        NewEdit: {
            /** @enum {string} */
            kind: "rename" | "merge" | "hide" | "show" | "stop_words" | "allow_words";
            name?: string;
            topic_id?: number;
            topics?: number[];
            words?: string[];
        };
        NewTask: {
            batch_size?: number;
            /** @description train, sweep: what to learn from */
            dataset_id?: string;
            epochs?: number;
            hidden_dim?: number;
            learning_rate?: number;
            /** @enum {string} */
            model?: "auto" | "etm" | "detm" | "lda";
            /** @description evaluate, export: what to work on */
            model_id?: string;
            /** @description a number; of a sweep a list */
            num_topics?: number | unknown[];
            /** @description import and train: those objects of a job.json; top_n and gensim_windows of evaluate; export of export */
            options?: Record<string, unknown>;
            seed?: number | unknown[];
            /** @enum {string} */
            type: "train" | "sweep" | "evaluate" | "export";
            vocab_size?: number;
        };
        OpenedSample: {
            dataset_id: string;
            model_id: string | null;
        };
        /** @description document: its number, from 0, in all views; row: in the data, from 1; weight: of the topic. */
        Passage: {
            document: number;
            file: string;
            label: string;
            row: number;
            text: string;
            time: string;
            weight: number | null;
        };
        /** @description What went wrong (RFC 9457). detail is for people, code for programs. */
        Problem: {
            code: string;
            detail: string;
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        /** @description Either text or texts. */
        Question: {
            /** @default true */
            explain: boolean;
            model_id: string;
            text?: string;
            texts?: string[];
            /** @default 3 */
            top_k: number;
        };
        Result: {
            evidence?: {
                topic_id: number;
                weight: number;
                word: string;
            }[];
            index: number;
            language: string;
            oov_ratio: number;
            topic_ids: number[];
            topics: {
                name: string;
                topic_id: number;
                weight: number;
            }[];
            weights: number[];
        };
        Sample: {
            /** @description the user's data set, once opened */
            dataset_id: string | null;
            description: components["schemas"]["TwoLanguages"];
            /** @description a model comes with it */
            has_model: boolean;
            /**
             * @description of the texts
             * @enum {string}
             */
            language: "en" | "zh";
            /** @description the user's model of it */
            model_id: string | null;
            name: components["schemas"]["TwoLanguages"];
            sample_id: string;
        };
        SampleList: {
            items: components["schemas"]["Sample"][];
        };
        SimilarTopic: {
            name: string;
            similarity: number;
            topic_id: number;
        };
        Task: {
            /** Format: date-time */
            created_at: string;
            current_step: string;
            dataset_id: string | null;
            error_code: string | null;
            error_message: string | null;
            /** Format: date-time */
            finished_at: string | null;
            message: string;
            metrics: Record<string, unknown> | null;
            model_id: string | null;
            priority: number;
            progress: number;
            request: Record<string, unknown>;
            /** Format: date-time */
            started_at: string | null;
            /** @enum {string} */
            status: "pending" | "running" | "cancelling" | "completed" | "failed" | "cancelled" | "dead";
            task_id: string;
            type: string;
        };
        TaskHistory: {
            items: {
                /** Format: date-time */
                at: string;
                change: Record<string, unknown>;
                number: number;
            }[];
            /** @description ask with this as after for what follows */
            next: number;
        };
        TaskList: {
            items: components["schemas"]["Task"][];
            limit: number;
            offset: number;
            total: number;
        };
        TaskLog: {
            items: {
                /** Format: date-time */
                at: string;
                number: number;
                text: string;
            }[];
            /** @description ask with this as after for what follows */
            next: number;
        };
        /** @description share, low, high: one value for each slice, with its 95 % interval; rising, falling: topic ids, the largest change first. Without dates available is false, with reason and suggestions. */
        TemporalAnalysis: {
            available: boolean;
            bin?: string;
            day_first?: boolean;
            drift?: components["schemas"]["WordDrift"];
            falling?: number[];
            few_documents?: number;
            knows_tokens?: boolean;
            model_id: string;
            reason?: string;
            revision: number;
            rising?: number[];
            slices?: components["schemas"]["TimeSlice"][];
            suggestions?: string[];
            topics?: {
                high: number[];
                life: components["schemas"]["TopicLife"];
                low: number[];
                name: string;
                share: number[];
                topic_id: number;
            }[];
            undated_documents?: number;
        };
        TextSpan: {
            strength?: number;
            text: string;
            topic_id?: number;
            word?: string;
        };
        /** @description low, high: 95 % interval. Without dates available is false, with reason and suggestions. */
        Timeline: {
            available: boolean;
            bin?: string;
            day_first?: boolean;
            few_documents?: number;
            knows_tokens?: boolean;
            life?: components["schemas"]["TopicLife"];
            model_id: string;
            reason?: string;
            revision: number;
            slices?: {
                documents: number;
                end: string;
                first: string;
                high: number;
                label: string;
                low: number;
                share: number;
                tokens: number;
            }[];
            suggestions?: string[];
            topic_id: number;
            undated_documents?: number;
        };
        /** @description The days from first until the one before end. */
        TimeSlice: {
            documents: number;
            end: string;
            first: string;
            label: string;
            tokens: number;
        };
        /** @description members: topics of the model that it is made of; slot: its colour, the same in all views, or null; share: of all words; documents: those whose main topic it is; trend, gain: change of the share from the first third of time to the last, null without dates. */
        Topic: {
            documents: number;
            exclusivity: number;
            gain: number | null;
            hidden: boolean;
            members: number[];
            name: string;
            npmi: number | null;
            renamed: boolean;
            share: number;
            slot: number | null;
            topic_id: number;
            /** @enum {string|null} */
            trend: "steady" | "rising" | "falling" | null;
            words: components["schemas"]["TopicWord"][];
        };
        TopicChange: {
            hidden?: boolean;
            name?: string;
        };
        /** @description members: topics of the model that it is made of; slot: its colour, the same in all views, or null; share: of all words; documents: those whose main topic it is; trend, gain: change of the share from the first third of time to the last, null without dates. similar: the nearest topics by their words. */
        TopicDetail: {
            documents: number;
            exclusivity: number;
            gain: number | null;
            hidden: boolean;
            members: number[];
            model_id: string;
            name: string;
            npmi: number | null;
            renamed: boolean;
            revision: number;
            share: number;
            similar: components["schemas"]["SimilarTopic"][];
            slot: number | null;
            topic_id: number;
            /** @enum {string|null} */
            trend: "steady" | "rising" | "falling" | null;
            words: components["schemas"]["TopicWord"][];
        };
        /** @description Average linkage, the nearest first. left, right: places in topics or, from its length on, earlier merges; order: topic ids as leaves of a tree without crossings. */
        TopicHierarchy: {
            merges: {
                distance: number;
                left: number;
                right: number;
                topics: number;
            }[];
            model_id: string;
            order: number[];
            revision: number;
            topics: {
                name: string;
                share: number;
                topic_id: number;
            }[];
        };
        /** @description peak, birth, fading: places in slices. */
        TopicLife: {
            birth: number | null;
            fading: number | null;
            gain: number;
            gain_high: number;
            gain_low: number;
            mean_share: number;
            peak: number;
            /** @enum {string} */
            trend: "steady" | "rising" | "falling";
        };
        TopicList: {
            items: components["schemas"]["Topic"][];
            lambda: number;
            model_id: string;
            revision: number;
        };
        /** @description Jensen-Shannon distances between topics, scaled to two dimensions. */
        TopicMap: {
            model_id: string;
            revision: number;
            topics: components["schemas"]["MapPlace"][];
        };
        /** @description source, target: topic ids; the most similar pair first. */
        TopicNetwork: {
            edges: {
                similarity: number;
                source: number;
                target: number;
            }[];
            model_id: string;
            nodes: {
                degree: number;
                name: string;
                share: number;
                topic_id: number;
                x: number;
                y: number;
            }[];
            revision: number;
            threshold: number;
        };
        /** @description Topics as in a list, with their places on the map; hidden ones have none. */
        TopicOverview: {
            figures: components["schemas"]["KeyFigures"];
            lambda: number;
            model_id: string;
            revision: number;
            topics: {
                documents: number;
                exclusivity: number;
                gain: number | null;
                hidden: boolean;
                members: number[];
                name: string;
                npmi: number | null;
                renamed: boolean;
                share: number;
                slot: number | null;
                topic_id: number;
                /** @enum {string|null} */
                trend: "steady" | "rising" | "falling" | null;
                words: components["schemas"]["TopicWord"][];
                x: number | null;
                y: number | null;
            }[];
        };
        TopicPassages: {
            items: components["schemas"]["Passage"][];
            model_id: string;
            revision: number;
            topic_id: number;
        };
        /** @description 1 less the Jensen-Shannon distance, topics by topics. */
        TopicSimilarity: {
            model_id: string;
            revision: number;
            similarity: number[][];
            topics: {
                name: string;
                topic_id: number;
            }[];
        };
        /** @description probability: p(word|topic); lift: that over p(word); count: uses in the corpus; topic_count: those that the topic accounts for; topic_share: p(topic|word). */
        TopicWord: {
            count: number;
            lift: number;
            probability: number;
            relevance: number;
            topic_count: number;
            topic_share: number;
            word: string;
        };
        TopicWords: {
            items: components["schemas"]["TopicWord"][];
            lambda: number;
            limit: number;
            model_id: string;
            offset: number;
            revision: number;
            topic_id: number;
            total: number;
        };
        /** @description One object for each epoch that was noted: epoch, and what the trainer of the model measures. */
        TrainingHistory: {
            items: Record<string, unknown>[];
            model_id: string;
            revision: number;
        };
        TwoLanguages: {
            en: string;
            zh: string;
        };
        Version: {
            name: string;
            version: string;
        };
        /** @description edits: lines of its history; focus: topics that have a colour of their own, by slot. */
        WholeModel: {
            bytes: number;
            /** Format: date-time */
            created_at: string;
            dataset_id: string | null;
            edits: number;
            focus: (number | null)[];
            manifest: Record<string, unknown>;
            model_id: string;
            name: string;
            revision: number;
            task_id: string | null;
            type: string;
            /** Format: date-time */
            updated_at: string;
        };
        WordChanges: {
            falling: components["schemas"]["ChangedWord"][];
            rising: components["schemas"]["ChangedWord"][];
        };
        /** @description Of a dynamic model, over its own slices: the first words of each slice, and those that change. */
        WordDrift: {
            slices: string[];
            topics: {
                name: string;
                steps: components["schemas"]["WordChanges"][];
                top: {
                    probability: number;
                    word: string;
                }[][];
                topic_id: number;
                whole: components["schemas"]["WordChanges"];
            }[];
        } | null;
        /** @description rank: among the topic's words, from 1; topic_share: p(topic|word). */
        WordView: {
            count: number;
            model_id: string;
            passages: {
                document: number;
                file: string;
                label: string;
                row: number;
                text: string;
                time: string;
                topic_id: number;
                weight: number | null;
            }[];
            revision: number;
            topics: {
                name: string;
                probability: number;
                rank: number;
                topic_id: number;
                topic_share: number;
            }[];
            word: string;
        };
    };
    responses: {
        /** @description what went wrong */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description the ETag of an earlier answer: 409 when the model has changed since */
        ifMatch: string;
        /** @description items in the answer */
        limit: number;
        /** @description items to leave out at the start */
        offset: number;
        /** @description of a link to this model, in place of a login */
        shareToken: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    analyze: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Question"];
            };
        };
        responses: {
            /** @description one result for each text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description items in the answer */
                limit?: components["parameters"]["limit"];
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDataset"];
            };
        };
        responses: {
            /** @description made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the data set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeDataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: refuse when it has changed since */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetChange"];
            };
        };
        responses: {
            /** @description after the change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listFiles: {
        parameters: {
            query?: {
                /** @description items in the answer */
                limit?: components["parameters"]["limit"];
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            /** @description stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description of this data set alone */
                dataset_id?: string;
                /** @description items in the answer */
                limit?: components["parameters"]["limit"];
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeModel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: 409 when the model has changed since */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelChange"];
            };
        };
        responses: {
            /** @description the model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeModel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Citation"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDimensionAnalysis: {
        parameters: {
            query?: {
                /** @description a group column, or label; without it the first */
                column?: string;
                /** @description values with the most documents */
                limit?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DimensionAnalysis"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description with value: documents of a group; a group column, or label */
                column?: string;
                /** @description first day */
                from?: string;
                /** @description items in the answer */
                limit?: number;
                /** @description topic_id: documents whose main topic it is */
                main_topic?: number;
                /** @description least weight of topic */
                min_weight?: number;
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
                /** @description documents that hold each of these words, or parts of words */
                search?: string;
                /** @description as in the data, by falling weight of topic, or the weakest fit first */
                sort?: "document" | "weight" | "fit";
                /** @description topic_id, of which min_weight and sort=weight speak */
                topic?: number;
                /** @description last day */
                until?: string;
                /** @description of column */
                value?: string;
                /** @description documents that fit weakly alone */
                weak?: boolean;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocument: {
        parameters: {
            query?: {
                /** @description most similar documents */
                alike?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                document: number;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listEdits: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: 409 when the model has changed since */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEdit"];
            };
        };
        responses: {
            /** @description all edits with the new one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redoEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: 409 when the model has changed since */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all edits */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: 409 when the model has changed since */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all edits */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicHierarchy: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicHierarchy"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicMap: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicMap"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelMetrics"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicNetwork: {
        parameters: {
            query?: {
                /** @description least similarity of an edge; without it the one that leaves two edges a topic */
                threshold?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicNetwork"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicSimilarity: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicSimilarity"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTemporalAnalysis: {
        parameters: {
            query?: {
                /** @description year, quarter, month, week or day; without it the model's own slices */
                freq?: "Y" | "Q" | "M" | "W" | "D";
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemporalAnalysis"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicOverview: {
        parameters: {
            query?: {
                /** @description hidden topics, too */
                hidden?: boolean;
                /** @description 1: by probability; towards 0 words that are the topic's own come first */
                lambda?: number;
                /** @description words of each topic */
                top_k?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicOverview"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTopics: {
        parameters: {
            query?: {
                /** @description hidden topics, too */
                hidden?: boolean;
                /** @description 1: by probability; towards 0 words that are the topic's own come first */
                lambda?: number;
                /** @description words of each topic */
                top_k?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicList"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopic: {
        parameters: {
            query?: {
                /** @description 1: by probability; towards 0 words that are the topic's own come first */
                lambda?: number;
                /** @description words of each topic */
                top_k?: number;
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicDetail"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeTopic: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of an earlier answer: 409 when the model has changed since */
                "If-Match"?: components["parameters"]["ifMatch"];
            };
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopicChange"];
            };
        };
        responses: {
            /** @description all edits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTopicPassages: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicPassages"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTopicTimeline: {
        parameters: {
            query?: {
                /** @description year, quarter, month, week or day; without it the model's own slices */
                freq?: "Y" | "Q" | "M" | "W" | "D";
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTopicWords: {
        parameters: {
            query?: {
                /** @description 1: by probability; towards 0 words that are the topic's own come first */
                lambda?: number;
                /** @description items in the answer */
                limit?: components["parameters"]["limit"];
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
            };
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
                /** @description topic_id */
                topic: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicWords"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTrainingHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingHistory"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getWord: {
        parameters: {
            query?: never;
            header?: {
                /** @description of a link to this model, in place of a login */
                "X-Share-Token"?: components["parameters"]["shareToken"];
            };
            path: {
                id: string;
                word: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordView"];
                };
            };
            /** @description the ETag of If-None-Match still holds */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSamples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all samples of this server */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it had been opened before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSample"];
                };
            };
            /** @description made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description of this data set alone */
                dataset_id?: string;
                /** @description items in the answer */
                limit?: components["parameters"]["limit"];
                /** @description items to leave out at the start */
                offset?: components["parameters"]["offset"];
                /** @description in this state alone */
                status?: string;
                /** @description of this type alone */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a part of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key within 24 hours is the same task */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTask"];
            };
        };
        responses: {
            /** @description accepted; Location names it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description cancelled, or cancelling */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    taskEvents: {
        parameters: {
            query?: {
                /** @description id of the last event that is known */
                after?: number;
            };
            header?: {
                /** @description the same, as browsers send it */
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    taskHistory: {
        parameters: {
            query?: {
                /** @description number of the last line that is known */
                after?: number;
                /** @description 1 to 1000 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    taskLog: {
        parameters: {
            query?: {
                /** @description number of the last line that is known */
                after?: number;
                /** @description 1 to 1000 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskLog"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description pending again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description they do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
