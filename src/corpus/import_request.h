#pragma once

#include <string>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "corpus/import_options.h"
#include "corpus/import_summary.h"

namespace theta::corpus {

/// What somebody asks of an import, in the words of the command line. Errors name the option with its dashes.
struct ImportRequest {
  std::string language = "auto";  ///< auto, en, zh
  std::string format = "auto";    ///< auto, one of ReadOptions, or bow or octis: published bags of words
  std::string chinese_script = "auto";  ///< auto, as-written, simplified, traditional
  std::string split = "document";       ///< document, paragraph, sentence
  std::string duplicates = "keep";      ///< keep, mark, drop
  bool phrases = false;
  double phrase_npmi = PhraseOptions().least_npmi;
  ImportOptions options;  ///< the rest; what the members above decide is replaced
};

/// Fails when a dictionary is given for texts that are cut into words already. import_options() asks, too;
/// whoever reads dictionaries from files asks first.
Status check_dictionary(bool segmented, bool has_dictionary);

/// The options for import_text(). kUsage for a name that is none of its kind.
Result<ImportOptions> import_options(const ImportRequest& request);

/// Imports a file, folder or ZIP, or a published folder, into the corpus folder `target`.
Result<ImportSummary> import_source(const std::string& source, const std::string& target,
                                    const ImportRequest& request, ThreadPool& pool, ProgressSink* progress,
                                    const StopFlag* stop);

}  // namespace theta::corpus
