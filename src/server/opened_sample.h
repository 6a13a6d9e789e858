#pragma once

#include <optional>

#include "base/result.h"
#include "database/datasets.h"
#include "database/models.h"
#include "server/samples.h"
#include "server/services.h"

namespace theta::server {

/// What a user has of a sample.
struct OpenedSample {
  database::Dataset dataset;
  std::optional<database::Model> model;
};

/// The data set and the model that the user made of the sample earlier, as long as both are there.
Result<std::optional<OpenedSample>> find_opened(Services& services, const database::UserId& user,
                                                const Sample& sample);
/// Copies the sample into the user's things.
Result<OpenedSample> open_sample(Services& services, const database::UserId& user, const Sample& sample);

}  // namespace theta::server
