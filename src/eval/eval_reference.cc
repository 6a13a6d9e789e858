#include "eval/eval_reference.h"

#include <algorithm>
#include <cmath>

namespace theta::eval {
namespace {

bool holds(const corpus::BagOfWords& bag, size_t d, uint32_t word) {
  const auto words = bag.document_words(d);
  return std::find(words.begin(), words.end(), word) != words.end();
}

using Windows = std::vector<std::set<uint32_t>>;

double share(const Windows& windows, uint32_t a, uint32_t b) {
  const auto both = std::count_if(windows.begin(), windows.end(),
                                  [a, b](const auto& w) { return w.contains(a) && w.contains(b); });
  return static_cast<double>(both) / static_cast<double>(windows.size());
}

double pmi(const Windows& windows, uint32_t a, uint32_t b) {
  return std::log((share(windows, a, b) + 1e-12) / share(windows, a, a) / share(windows, b, b));
}

double normalized_pmi(const Windows& windows, uint32_t a, uint32_t b) {
  return pmi(windows, a, b) / -std::log(share(windows, a, b) + 1e-12);
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double cosine(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < a.size(); ++i) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  return ab / (std::sqrt(aa) * std::sqrt(bb));
}

double words_in_both(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b, size_t depth) {
  double count = 0;
  for (size_t i = 0; i < std::min(depth, a.size()); ++i) {
    for (size_t j = 0; j < std::min(depth, b.size()); ++j) count += a[i] == b[j] ? 1 : 0;
  }
  return count;
}

}  // namespace

double npmi_reference(const std::vector<uint32_t>& topic, const corpus::BagOfWords& reference) {
  const auto documents = static_cast<double>(reference.documents());
  double sum = 0;
  double pairs = 0;
  for (size_t i = 0; i < topic.size(); ++i) {
    for (size_t j = i + 1; j < topic.size(); ++j) {
      double a = 0, b = 0, both = 0;
      for (size_t d = 0; d < reference.documents(); ++d) {
        const bool has_a = holds(reference, d, topic[i]);
        const bool has_b = holds(reference, d, topic[j]);
        a += has_a ? 1 : 0;
        b += has_b ? 1 : 0;
        both += has_a && has_b ? 1 : 0;
      }
      ++pairs;
      if (both == 0) {
        sum -= 1;
      } else if (both == documents) {
        sum += 1;
      } else {
        // The official ETM's form: (log p_i + log p_j) / log p_ij - 1.
        sum += (std::log(a / documents) + std::log(b / documents)) / std::log(both / documents) - 1;
      }
    }
  }
  return sum / pairs;
}

Windows windows_reference(const corpus::TokenSequences& tokens, size_t width) {
  Windows windows;
  for (size_t d = 0; d + 1 < tokens.offsets.size(); ++d) {
    const size_t begin = tokens.offsets[d];
    const size_t end = tokens.offsets[d + 1];
    const size_t size = width == 0 ? end - begin : std::min(width, end - begin);
    if (size == 0) continue;
    for (size_t first = begin; first + size <= end; ++first)
      windows.emplace_back(tokens.words.begin() + static_cast<std::ptrdiff_t>(first),
                           tokens.words.begin() + static_cast<std::ptrdiff_t>(first + size));
  }
  return windows;
}

Windows gensim_windows_reference(const corpus::TokenSequences& tokens, size_t width) {
  Windows windows;
  for (size_t d = 0; d + 1 < tokens.offsets.size(); ++d) {
    const std::vector<uint32_t> words(
        tokens.words.begin() + static_cast<std::ptrdiff_t>(tokens.offsets[d]),
        tokens.words.begin() + static_cast<std::ptrdiff_t>(tokens.offsets[d + 1]));
    if (words.empty()) continue;
    const size_t size = std::min(width, words.size());
    std::set<uint32_t> present(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(size));
    windows.push_back(present);
    for (size_t first = 1; first + size <= words.size(); ++first) {
      present.erase(words[first - 1]);
      present.insert(words[first + size - 1]);
      windows.push_back(present);
    }
  }
  return windows;
}

double smoothed_npmi_reference(const std::vector<uint32_t>& topic, const Windows& windows) {
  std::vector<double> values;
  for (size_t i = 0; i < topic.size(); ++i) {
    for (size_t j = 0; j < i; ++j) values.push_back(normalized_pmi(windows, topic[i], topic[j]));
  }
  return mean(values);
}

double c_uci_reference(const std::vector<uint32_t>& topic, const Windows& windows) {
  std::vector<double> values;
  for (size_t i = 0; i < topic.size(); ++i) {
    for (size_t j = 0; j < i; ++j) values.push_back(pmi(windows, topic[i], topic[j]));
  }
  return mean(values);
}

double u_mass_reference(const std::vector<uint32_t>& topic, const Windows& windows) {
  std::vector<double> values;
  for (size_t i = 0; i < topic.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      values.push_back(
          std::log((share(windows, topic[i], topic[j]) + 1e-12) / share(windows, topic[j], topic[j])));
    }
  }
  return mean(values);
}

double c_v_reference(const std::vector<uint32_t>& topic, const Windows& windows) {
  std::vector<std::vector<double>> vectors;
  std::vector<double> sum(topic.size());
  for (const uint32_t word : topic) {
    std::vector<double>& vector = vectors.emplace_back();
    for (const uint32_t other : topic) vector.push_back(normalized_pmi(windows, word, other));
    for (size_t j = 0; j < topic.size(); ++j) sum[j] += vector[j];
  }
  std::vector<double> cosines;
  for (const auto& vector : vectors) cosines.push_back(cosine(vector, sum));
  return mean(cosines);
}

double rank_biased_overlap_reference(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b,
                                     double persistence) {
  const size_t s = std::min(a.size(), b.size());
  const size_t l = std::max(a.size(), b.size());
  const double at_s = words_in_both(a, b, s);
  double sum = 0;
  double weight = 1 - persistence;
  double agreement = 0;
  for (size_t d = 1; d <= 2000; ++d) {
    const auto depth = static_cast<double>(d);
    if (d <= s) {
      agreement = words_in_both(a, b, d) / depth;
    } else if (d <= l) {
      // What the shorter list would add if it went on agreeing as it did.
      agreement =
          (words_in_both(a, b, d) + at_s / static_cast<double>(s) * static_cast<double>(d - s)) / depth;
    }
    // Past both ends Webber's agreement is (X_l - X_s) / l + X_s / s, which is that of depth l.
    sum += weight * agreement;
    weight *= persistence;
  }
  return sum;
}

double perplexity_reference(const math::Matrix<float>& theta, const math::Matrix<float>& beta,
                            const corpus::BagOfWords& second) {
  double mean = 0;
  double documents = 0;
  for (size_t d = 0; d < second.documents(); ++d) {
    double loss = 0;
    double tokens = 0;
    for (size_t i = second.offsets[d]; i < second.offsets[d + 1]; ++i) {
      double probability = 0;
      for (size_t k = 0; k < beta.rows(); ++k) {
        probability += static_cast<double>(theta(d, k)) * static_cast<double>(beta(k, second.words[i]));
      }
      loss -= second.counts[i] * std::log(probability);
      tokens += second.counts[i];
    }
    if (tokens == 0) continue;
    mean += loss / tokens;
    ++documents;
  }
  return std::exp(mean / documents);
}

}  // namespace theta::eval
