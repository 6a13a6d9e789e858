#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "database/models.h"
#include "database/task.h"
#include "formats/json.h"

namespace theta::server {

// Records as the API shows them.
formats::Json dataset_json(const database::Dataset& dataset);
formats::Json file_json(const database::DatasetFile& file);
formats::Json task_json(const database::Task& task);
/// `whole`: with its manifest.
formats::Json model_json(const database::Model& model, bool whole);

/// JSON out of a column; an object that says nothing where it cannot be read.
formats::Json stored_json(const std::string& text);

/// A part of a list: {items, total, limit, offset}.
template <typename Row, typename ToJson>
formats::Json list_json(const database::Listing<Row>& listing, const ToJson& to_json) {
  formats::Json items = formats::Json::array();
  for (const Row& row : listing.items) items.push_back(to_json(row));
  return {{"items", std::move(items)},
          {"total", listing.total},
          {"limit", listing.limit},
          {"offset", listing.offset}};
}

}  // namespace theta::server
