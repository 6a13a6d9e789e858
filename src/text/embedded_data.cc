#include "text/embedded_data.h"

// First and one-past-last byte of each file.
extern "C" {
extern const char theta_stop_words_en_begin[];
extern const char theta_stop_words_en_end[];
extern const char theta_stop_words_zh_begin[];
extern const char theta_stop_words_zh_end[];
extern const char theta_chinese_dictionary_begin[];
extern const char theta_chinese_dictionary_end[];
extern const char theta_chinese_scripts_begin[];
extern const char theta_chinese_scripts_end[];
}

namespace theta::text {

std::string_view embedded_english_stop_words() {
  return {theta_stop_words_en_begin, theta_stop_words_en_end};
}
std::string_view embedded_chinese_stop_words() {
  return {theta_stop_words_zh_begin, theta_stop_words_zh_end};
}
std::string_view embedded_chinese_dictionary() {
  return {theta_chinese_dictionary_begin, theta_chinese_dictionary_end};
}
std::string_view embedded_chinese_scripts() {
  return {theta_chinese_scripts_begin, theta_chinese_scripts_end};
}

}  // namespace theta::text
