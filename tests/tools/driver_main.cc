// Carries out the steps of a contract check with our own clients: JSON lines in, one JSON line out for each.
// An outside checker compares the requests that follow with those of the official clients.

#include <cstdio>
#include <iostream>
#include <string>

#include "tools/driver.h"

int main() {
  using namespace theta;
  const Result<driver::Target> target = driver::target_of_environment();
  driver::Driver steps;
  Status ready = target.ok() ? driver::add_store_verbs(steps, target.value()) : Status(target.error());
  if (ready.ok()) ready = driver::add_pai_verbs(steps, target.value());
  if (!ready.ok()) {
    std::cerr << ready.error().message << "\n";
    return exit_code(ready.error().kind);
  }
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    const Result<formats::Json> step = formats::parse_json(line, "step");
    std::cout << formats::json_line(steps.answer(step.ok() ? step.value() : formats::Json())) << std::endl;
  }
  return 0;
}
