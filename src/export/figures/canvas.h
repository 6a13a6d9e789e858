#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace theta::exports {

inline constexpr std::string_view kInk = "#1f2328";
inline constexpr std::string_view kFaint = "#57606a";
inline constexpr std::string_view kRule = "#d0d7de";
inline constexpr std::string_view kFill = "#3a6ea5";

enum class Anchor { kStart, kMiddle, kEnd };

struct TextStyle {
  double size = 12;
  Anchor anchor = Anchor::kStart;
  std::string_view fill = kInk;
  bool bold = false;
  double turn = 0;    ///< degrees, clockwise, around the point
  bool halo = false;  ///< a thin white outline, for text on other marks
};

struct Spot {
  double x = 0;
  double y = 0;
};

/// A drawing in pixels, y downwards, that becomes one SVG file without any reference outside itself. Text
/// uses the fonts of the system, Chinese ones included.
class Canvas {
 public:
  /// `title` and `description` are for screen readers; nothing of them is drawn.
  Canvas(double width, double height, std::string_view title, std::string_view description);

  void rect(double x, double y, double width, double height, std::string_view fill);
  void line(Spot from, Spot to, std::string_view stroke, double width = 1);
  void circle(Spot centre, double radius, std::string_view fill, double opacity);
  void polyline(const std::vector<Spot>& spots, std::string_view stroke, double width);
  void polygon(const std::vector<Spot>& spots, std::string_view fill, double opacity);
  /// (x, y) is on the base line.
  void text(Spot at, std::string_view text, const TextStyle& style);

  std::string svg() const;

 private:
  std::string body_;
};

}  // namespace theta::exports
