#pragma once

struct zip_source;

namespace theta::documents {

/// True when the directory of a ZIP has a name with a NUL byte in it. Programs that end a name there see
/// another file than those that do not, and libzip, which gives names as C strings, hides it. Of a damaged
/// directory, which is for libzip to refuse, it says false. The source must not be open.
bool has_nul_in_a_name(zip_source* source);

}  // namespace theta::documents
