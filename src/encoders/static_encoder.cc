#include "encoders/static_encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "base/files.h"
#include "encoders/row_kernels.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include "math/linear_algebra.h"

namespace theta::encoders {
namespace {

using formats::ElementType;
using math::Matrix;

constexpr size_t kMostDocuments = 20000;  // to learn the common directions from
constexpr int kVersion = 1;

/// Adds factor * values to sum.
void add_scaled(const float* values, float factor, float* sum, size_t count) {
  for (size_t c = 0; c < count; ++c) sum[c] += factor * values[c];
}

/// The directions of the largest singular values of `rows` [n, L], not centred.
Matrix<float> main_directions(ThreadPool& pool, const Matrix<float>& rows, size_t directions) {
  const math::SymmetricEigen eigen = math::symmetric_eigen(math::transposed_product(pool, rows, rows));
  Matrix<float> result(std::min(directions, rows.cols()), rows.cols());
  for (size_t d = 0; d < result.rows(); ++d) {
    for (size_t c = 0; c < rows.cols(); ++c) result(d, c) = static_cast<float>(eigen.vectors(c, d));
  }
  return result;
}

Result<Matrix<float>> read_matrix(const formats::SafetensorsFile& file, const std::string& path,
                                  const std::string& name, size_t rows, size_t cols) {
  THETA_ASSIGN(const formats::TensorView view, file.find(name, ElementType::kFloat32));
  if (view.shape != std::vector<size_t>{rows, cols})
    return bad_input("{}: tensor {} has another shape", path, name);
  Matrix<float> matrix(rows, cols);
  if (matrix.size() > 0) std::memcpy(matrix.data(), view.bytes.data(), view.bytes.size());
  return matrix;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

StaticEncoder::StaticEncoder(std::vector<std::string> words, Matrix<float> vectors,
                             std::vector<float> weights)
    : words_(std::move(words)), vectors_(std::move(vectors)), weights_(std::move(weights)) {
  numbers_.reserve(words_.size());
  for (size_t w = 0; w < words_.size(); ++w) numbers_.emplace(words_[w], static_cast<uint32_t>(w));
}

Result<std::unique_ptr<StaticEncoder>> StaticEncoder::make(
    ThreadPool& pool, embed::WordVectors words, const std::vector<uint64_t>& counts,
    const std::vector<std::vector<uint32_t>>& documents, const StaticOptions& options) {
  const uint64_t total = std::accumulate(counts.begin(), counts.end(), uint64_t{0});
  if (total == 0 || counts.size() != words.words.size() || words.vectors.empty()) {
    return bad_input("an encoder needs a vector and a count for each word, and words that occur");
  }
  std::vector<float> weights(counts.size());
  for (size_t w = 0; w < counts.size(); ++w) {
    const double share = static_cast<double>(counts[w]) / static_cast<double>(total);
    weights[w] = static_cast<float>(options.rarity / (options.rarity + share));
  }
  std::unique_ptr<StaticEncoder> encoder(
      new StaticEncoder(std::move(words.words), std::move(words.vectors), std::move(weights)));
  Matrix<float> sample(std::min(documents.size(), kMostDocuments), encoder->dimension());
  for (size_t d = 0; d < sample.rows(); ++d) {
    encoder->sum_words(documents[d].data(), documents[d].size(), sample.row(d));
  }
  if (sample.rows() > 0) encoder->common_ = main_directions(pool, sample, options.common_directions);
  return encoder;
}

void StaticEncoder::sum_words(const uint32_t* words, size_t count, float* out) const {
  const size_t size = vectors_.cols();
  std::fill_n(out, size, 0.0F);
  size_t known = 0;
  for (size_t i = 0; i < count; ++i) {
    if (words[i] >= words_.size()) continue;
    add_scaled(vectors_.row(words[i]), weights_[words[i]], out, size);
    ++known;
  }
  if (known > 0) scale_row(out, 1.0F / static_cast<float>(known), size);
}

void StaticEncoder::encode_words(const uint32_t* words, size_t count, float* out) const {
  const size_t size = vectors_.cols();
  sum_words(words, count, out);
  for (size_t d = 0; d < common_.rows(); ++d) {
    add_scaled(common_.row(d), -dot(common_.row(d), out, size), out, size);
  }
  const float length = std::sqrt(dot(out, out, size));
  if (length > 0) scale_row(out, 1.0F / length, size);
}

Result<Matrix<float>> StaticEncoder::encode(ThreadPool& pool, const std::vector<std::string_view>& texts,
                                            const StopFlag* stop) {
  constexpr size_t kGrain = 256;
  constexpr std::string_view kSpace = " \t\r\n";
  Matrix<float> result(texts.size(), dimension());
  parallel_for(pool, texts.size(), kGrain, [&](size_t begin, size_t end, size_t) {
    if (stop != nullptr && stop->requested()) return;
    std::vector<uint32_t> words;
    for (size_t i = begin; i < end; ++i) {
      words.clear();
      const std::string_view text = texts[i];
      for (size_t at = text.find_first_not_of(kSpace); at < text.size();) {
        const size_t stop_at = std::min(text.find_first_of(kSpace, at), text.size());
        const auto found = numbers_.find(text.substr(at, stop_at - at));
        if (found != numbers_.end()) words.push_back(found->second);
        at = text.find_first_not_of(kSpace, stop_at);
      }
      encode_words(words.data(), words.size(), result.row(i));
    }
  });
  if (stop != nullptr && stop->requested())
    return make_error(ErrorKind::kCancelled, "stopped while encoding");
  return result;
}

Status StaticEncoder::save(const std::string& folder) const {
  THETA_RETURN_IF_ERROR(make_folders(folder));
  std::string lines;
  for (const std::string& word : words_) lines += word + "\n";
  THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder, "words.txt"), lines));
  const std::vector<formats::TensorSource> tensors = {
      {"vectors", ElementType::kFloat32, {vectors_.rows(), vectors_.cols()}, as_bytes(vectors_.values())},
      {"weights", ElementType::kFloat32, {1, weights_.size()}, as_bytes(weights_)},
      {"common", ElementType::kFloat32, {common_.rows(), dimension()}, as_bytes(common_.values())}};
  THETA_RETURN_IF_ERROR(formats::write_safetensors(join_path(folder, "weights.safetensors"), tensors, {}));
  // Last: a folder without it is not an encoder.
  return formats::write_json(join_path(folder, "encoder.json"), {{"encoder", "static"},
                                                                 {"version", kVersion},
                                                                 {"words", words_.size()},
                                                                 {"dimension", dimension()},
                                                                 {"common_directions", common_.rows()}});
}

Result<std::unique_ptr<StaticEncoder>> StaticEncoder::open(const std::string& folder) {
  const std::string path = join_path(folder, "encoder.json");
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  const auto number = [&](const char* name) -> size_t {
    const auto found = json.find(name);
    return found != json.end() && found->is_number_unsigned() ? found->get<size_t>() : 0;
  };
  if (!json.is_object() || !json.contains("encoder") || json["encoder"] != "static") {
    return bad_input("{}: not the description of a static encoder", path);
  }
  if (number("version") != kVersion) {
    return make_error(ErrorKind::kUnsupported, "{}: version {} is not known, this program reads {}", path,
                      number("version"), kVersion);
  }
  THETA_ASSIGN(const std::string text, read_file(join_path(folder, "words.txt")));
  std::vector<std::string> words = lines_of(text);
  if (words.size() != number("words") || words.empty()) {
    return bad_input("{}/words.txt: {} words where encoder.json says {}", folder, words.size(),
                     number("words"));
  }
  const std::string file_path = join_path(folder, "weights.safetensors");
  THETA_ASSIGN(const auto file, formats::SafetensorsFile::open(file_path));
  THETA_ASSIGN(auto vectors, read_matrix(file, file_path, "vectors", words.size(), number("dimension")));
  THETA_ASSIGN(const auto weights, read_matrix(file, file_path, "weights", 1, words.size()));
  THETA_ASSIGN(auto common,
               read_matrix(file, file_path, "common", number("common_directions"), number("dimension")));
  std::unique_ptr<StaticEncoder> encoder(new StaticEncoder(
      std::move(words), std::move(vectors), {weights.data(), weights.data() + weights.size()}));
  encoder->common_ = std::move(common);
  return encoder;
}

}  // namespace theta::encoders
