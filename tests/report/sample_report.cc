// sample_report <en|zh> <topics> <full|lda|bare|edited|dynamic> <file> [slices]: writes the report of an
// invented model.
#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "base/files.h"
#include "sample_model.h"

int main(int argc, char** argv) {
  using namespace theta::report;
  if (argc != 5 && argc != 6) {
    fmt::print(stderr,
               "usage: sample_report <en|zh> <topics> <full|lda|bare|edited|dynamic> <file> [slices]\n");
    return 2;
  }
  const SampleLanguage language =
      std::string_view(argv[1]) == "zh" ? SampleLanguage::kChinese : SampleLanguage::kEnglish;
  const size_t topics = std::strtoul(argv[2], nullptr, 10);
  const std::string_view kind = argv[3];
  const size_t slices = argc == 6 ? std::strtoul(argv[5], nullptr, 10) : 60;
  const ReportInput input = kind == "bare"      ? bare_model(language, topics)
                            : kind == "edited"  ? edited_model(language, topics)
                            : kind == "lda"     ? sample_lda_model(language, topics)
                            : kind == "dynamic" ? dynamic_model(language, topics, slices)
                                                : sample_model(language, topics);
  const theta::Status written = theta::write_file_atomic(argv[4], render(input));
  if (written.ok()) return 0;
  fmt::print(stderr, "{}\n", written.error().message);
  return 1;
}
