#include "math/kernels.h"

#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "base/random.h"

// HWY_SUPPORTED_TARGETS names what this processor can run; every such target is checked, not only the best
// one.
namespace theta::math {
namespace {

template <typename T>
std::vector<T> random_values(size_t count, uint64_t stream, double low = -1, double high = 1) {
  const CounterRandom random(17, stream);
  std::vector<T> values(count);
  for (size_t i = 0; i < count; ++i)
    values[i] = static_cast<T>(low + (high - low) * random.uniform_double(i));
  return values;
}

template <typename T>
double tolerance() {
  return sizeof(T) == 4 ? 2e-5 : 1e-12;
}

/// Runs the test body once for each instruction set that this processor has.
template <typename Body>
void for_each_target(Body body) {
  for (uint32_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    const uint32_t target = targets & (~targets + 1);
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    SCOPED_TRACE(hwy::TargetName(target));
    body();
    hwy::SetSupportedTargetsForTest(0);
  }
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

template <typename T>
class Kernels : public ::testing::Test {};
using Types = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Kernels, Types);

TYPED_TEST(Kernels, WeightedRowSumEqualsTheLoopForAnyWidth) {
  using T = TypeParam;
  for_each_target([] {
    for (const size_t cols : {1, 7, 16, 33, 48, 100, 128, 200, 801}) {
      const size_t rows = 40;
      const auto matrix = random_values<T>(rows * cols, cols);
      const auto weights = random_values<T>(25, 2);
      const auto init = random_values<T>(cols, 3);
      std::vector<uint32_t> indices;
      for (uint32_t i = 0; i < 25; ++i) indices.push_back(i * 7 % rows);
      std::vector<T> out(cols);
      weighted_row_sum(matrix.data(), cols, indices.data(), weights.data(), indices.size(), init.data(),
                       out.data(), cols);
      for (size_t c = 0; c < cols; ++c) {
        double expected = static_cast<double>(init[c]);
        for (size_t i = 0; i < indices.size(); ++i) {
          expected += static_cast<double>(weights[i]) * static_cast<double>(matrix[indices[i] * cols + c]);
        }
        ASSERT_NEAR(static_cast<double>(out[c]), expected, tolerance<T>());
      }
    }
  });
}

TYPED_TEST(Kernels, WeightedRowSumOfNothingIsTheStartOrZero) {
  using T = TypeParam;
  for_each_target([] {
    std::vector<T> out(20, T{9});
    const std::vector<T> start = random_values<T>(20, 4);
    weighted_row_sum<T>(nullptr, 20, nullptr, nullptr, 0, start.data(), out.data(), 20);
    EXPECT_EQ(out, start);
    weighted_row_sum<T>(nullptr, 20, nullptr, nullptr, 0, nullptr, out.data(), 20);
    EXPECT_EQ(out, std::vector<T>(20, T{0}));
  });
}

TYPED_TEST(Kernels, GatherDotsEqualTheLoop) {
  using T = TypeParam;
  for_each_target([] {
    for (const size_t cols : {16, 32, 48, 64, 208}) {
      const auto matrix = random_values<T>(30 * cols, 5);
      const auto vector = random_values<T>(cols, 6);
      const std::vector<uint32_t> indices = {29, 0, 3, 3, 17, 8, 1};
      std::vector<T> out(indices.size());
      gather_dots(matrix.data(), cols, indices.data(), indices.size(), vector.data(), cols, out.data());
      for (size_t i = 0; i < indices.size(); ++i) {
        double expected = 0;
        for (size_t c = 0; c < cols; ++c) {
          expected += static_cast<double>(vector[c]) * static_cast<double>(matrix[indices[i] * cols + c]);
        }
        ASSERT_NEAR(static_cast<double>(out[i]), expected, tolerance<T>());
      }
    }
  });
}

TYPED_TEST(Kernels, SoftmaxRowSumsToOneIgnoresPaddingAndSurvivesLargeValues) {
  using T = TypeParam;
  for_each_target([] {
    for (const size_t count : {1, 5, 16, 50, 65}) {
      std::vector<T> values = random_values<T>(padded(count), 7, 900, 1000);
      for (size_t i = count; i < values.size(); ++i) values[i] = T{5000};
      const std::vector<T> input = values;
      softmax_row(values.data(), count);
      double total = 0;
      double largest = 0;
      for (size_t i = 0; i < count; ++i) largest = std::max(largest, static_cast<double>(input[i]));
      for (size_t i = 0; i < count; ++i) total += std::exp(static_cast<double>(input[i]) - largest);
      for (size_t i = 0; i < count; ++i) {
        EXPECT_NEAR(static_cast<double>(values[i]), std::exp(static_cast<double>(input[i]) - largest) / total,
                    tolerance<T>());
      }
      for (size_t i = count; i < values.size(); ++i) EXPECT_EQ(values[i], T{0});
    }
  });
}

TYPED_TEST(Kernels, ColumnKernelsEqualTheLoops) {
  using T = TypeParam;
  for_each_target([] {
    const size_t rows = 37;
    const size_t cols = 32;
    const auto a = random_values<T>(rows * cols, 8);
    const auto b = random_values<T>(rows * cols, 9);
    std::vector<T> maxima(cols, T{-100});
    column_max(a.data(), cols, rows, cols, maxima.data());
    std::vector<T> sums(cols, T{0});
    column_sum(a.data(), cols, rows, cols, sums.data());
    std::vector<T> products(cols, T{0});
    column_product_sum(a.data(), b.data(), cols, rows, cols, products.data());
    std::vector<T> exponentials = a;
    std::vector<T> exp_sums(cols, T{0});
    column_exp_sum(exponentials.data(), cols, rows, cols, maxima.data(), exp_sums.data());
    std::vector<T> scaled = a;
    scale_columns(scaled.data(), cols, rows, cols, maxima.data());
    std::vector<T> gradient = b;
    softmax_columns_backward(a.data(), maxima.data(), cols, rows, cols, gradient.data());
    for (size_t c = 0; c < cols; ++c) {
      double largest = -100;
      double sum = 0;
      double product = 0;
      double exp_sum = 0;
      for (size_t r = 0; r < rows; ++r) largest = std::max(largest, static_cast<double>(a[r * cols + c]));
      for (size_t r = 0; r < rows; ++r) {
        const double x = static_cast<double>(a[r * cols + c]);
        const double y = static_cast<double>(b[r * cols + c]);
        sum += x;
        product += x * y;
        exp_sum += std::exp(x - largest);
        ASSERT_NEAR(static_cast<double>(exponentials[r * cols + c]), std::exp(x - largest), tolerance<T>());
        ASSERT_NEAR(static_cast<double>(scaled[r * cols + c]), x * largest, tolerance<T>());
        ASSERT_NEAR(static_cast<double>(gradient[r * cols + c]), x * (y - largest), tolerance<T>());
      }
      ASSERT_NEAR(static_cast<double>(maxima[c]), largest, 1e-12);
      ASSERT_NEAR(static_cast<double>(sums[c]), sum, tolerance<T>());
      ASSERT_NEAR(static_cast<double>(products[c]), product, tolerance<T>());
      ASSERT_NEAR(static_cast<double>(exp_sums[c]), exp_sum, tolerance<T>());
    }
  });
}

TYPED_TEST(Kernels, LogSumAndScaledExpEqualTheLoops) {
  using T = TypeParam;
  for_each_target([] {
    const auto weights = random_values<T>(53, 10);
    const auto values = random_values<T>(64, 11, 1e-6, 3);
    double expected = 0;
    for (size_t i = 0; i < 53; ++i)
      expected += static_cast<double>(weights[i]) * std::log(static_cast<double>(values[i]));
    EXPECT_NEAR(static_cast<double>(weighted_log_sum(weights.data(), values.data(), 53)), expected,
                10 * tolerance<T>());
    std::vector<T> out(64);
    scaled_exp(values.data(), T(0.5), out.data(), 64);
    for (size_t i = 0; i < 64; ++i)
      EXPECT_NEAR(static_cast<double>(out[i]), std::exp(0.5 * static_cast<double>(values[i])),
                  tolerance<T>());
  });
}

TYPED_TEST(Kernels, ReluAndItsGradientZeroTheSameEntries) {
  using T = TypeParam;
  for_each_target([] {
    std::vector<T> values = random_values<T>(37, 12);
    const std::vector<T> input = values;
    std::vector<T> gradient(37, T{2});
    relu(values.data(), 37);
    relu_backward(values.data(), gradient.data(), 37);
    for (size_t i = 0; i < 37; ++i) {
      EXPECT_EQ(values[i], input[i] > T{0} ? input[i] : T{0});
      EXPECT_EQ(gradient[i], input[i] > T{0} ? T{2} : T{0});
    }
  });
}

// Against Kingma & Ba (2015), algorithm 1, written out in double.
TYPED_TEST(Kernels, AdamFollowsThePaperOverManySteps) {
  using T = TypeParam;
  for_each_target([] {
    const size_t count = 19;
    std::vector<T> parameter = random_values<T>(count, 13);
    std::vector<T> m(count, T{0});
    std::vector<T> v(count, T{0});
    std::vector<double> p64(parameter.begin(), parameter.end());
    std::vector<double> m64(count, 0);
    std::vector<double> v64(count, 0);
    for (int t = 1; t <= 20; ++t) {
      const auto gradient = random_values<T>(count, 100 + static_cast<uint64_t>(t));
      AdamStep<T> step;
      step.rate = static_cast<T>(0.01 / (1 - std::pow(0.9, t)));
      step.inverse_sqrt_correction2 = static_cast<T>(1 / std::sqrt(1 - std::pow(0.999, t)));
      step.beta1 = T(0.9);
      step.beta2 = T(0.999);
      step.epsilon = T(1e-8);
      step.decay = T(0.1);
      adam_update(step, T(0.5), gradient.data(), parameter.data(), m.data(), v.data(), count);
      for (size_t i = 0; i < count; ++i) {
        const double g = 0.5 * static_cast<double>(gradient[i]) + 0.1 * p64[i];
        m64[i] = 0.9 * m64[i] + 0.1 * g;
        v64[i] = 0.999 * v64[i] + 0.001 * g * g;
        p64[i] -=
            0.01 * (m64[i] / (1 - std::pow(0.9, t))) / (std::sqrt(v64[i] / (1 - std::pow(0.999, t))) + 1e-8);
      }
    }
    for (size_t i = 0; i < count; ++i)
      EXPECT_NEAR(static_cast<double>(parameter[i]), p64[i], sizeof(T) == 4 ? 1e-4 : 1e-6);
  });
}

TEST(RoundToBfloat16, IsNearestWithTiesToEven) {
  for_each_target([] {
    std::vector<float> values = random_values<float>(1000, 14, -1e5, 1e5);
    values.push_back(1.00390625F);  // exactly between 1 and 1.0078125: ties to even, 1
    values.push_back(1.01171875F);  // exactly between 1.0078125 and 1.015625: to even, 1.015625
    std::vector<uint16_t> bits(values.size());
    round_to_bfloat16(values.data(), bits.data(), values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      const uint32_t wide = static_cast<uint32_t>(bits[i]) << 16;
      float back;
      std::memcpy(&back, &wide, sizeof(back));
      EXPECT_LE(std::abs(back - values[i]), std::abs(values[i]) / 256);
    }
    EXPECT_EQ(bits[1000], 0x3F80);
    EXPECT_EQ(bits[1001], 0x3F82);
  });
}

}  // namespace
}  // namespace theta::math
