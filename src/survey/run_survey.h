#pragma once

#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "storage/object_store.h"
#include "survey/survey_request.h"

namespace theta::survey {

/// Looks through files of the store and writes what is found into the current folder (survey_files.h):
/// columns.json as soon as the first rows have been read, then, of a whole survey, what an import of the
/// files would use and leave out, and profile.json last. After an error there is error.json with its kind and
/// message, which names files as their owner does.
Status run_survey(const SurveyRequest& request, storage::ObjectStore& store, ThreadPool& pool,
                  const StopFlag* stop);

}  // namespace theta::survey
