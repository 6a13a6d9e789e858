#pragma once

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// A methods paragraph from what the manifest and the measures hold, and the works that it cites:
/// {methods: {en, zh}, bibtex}.
Result<formats::Json> citation_view(const Snapshot& snapshot);

}  // namespace theta::views
