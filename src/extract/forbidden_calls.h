#pragma once

#include <string>
#include <vector>

namespace theta::extract {

/// A call of the kernel that a parser must not be able to make, and what came of trying it.
struct Attempt {
  std::string call;
  bool refused = false;  ///< failed with EPERM
};

/// Tries calls that reach outside of a process: files, processes, network, rights, other memory. Meant to be
/// run inside a confined process; outside of one it may do harm.
std::vector<Attempt> try_forbidden_calls();

}  // namespace theta::extract
