#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "cloud/inference_client.h"
#include "database/models.h"
#include "formats/json.h"
#include "inference/text_answer.h"
#include "server/services.h"

namespace theta::server {

/// Texts analysed by another service, which reads models where this server stores them.
class RemoteAnalysis {
 public:
  explicit RemoteAnalysis(cloud::InferenceSettings settings) : client_(std::move(settings)) {}

  /// None where EAS_ENDPOINT is not set.
  static Result<std::unique_ptr<RemoteAnalysis>> of_environment();

  /// The results of /api/analyze, one for each text, seen through the edits that `model` had when it was
  /// read. The kinds of InferenceClient::ask(), and kRemote for an answer that is none.
  Result<formats::Json> results(Services& services, const database::Model& model,
                                const std::vector<std::string>& texts,
                                const inference::AnswerOptions& options);

  /// Whether this server may answer instead. Tells the log of the first of several such answers in a row.
  bool may_stand_in(Services& services, const Error& error);

 private:
  cloud::InferenceClient client_;
  std::atomic<bool> standing_in_{false};
};

/// Whether these are the results for `texts` texts as the contract has them; kRemote tells what is wrong.
Status check_results(const formats::Json& results, size_t texts, const inference::AnswerOptions& options);

}  // namespace theta::server
