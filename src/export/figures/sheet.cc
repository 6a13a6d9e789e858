#include "export/figures/sheet.h"

#include "export/figures/text_size.h"

namespace theta::exports {

void draw_heading(Canvas& canvas, double width, const std::string& title, const std::string& line) {
  constexpr double kTitleSize = 16;
  constexpr double kLineSize = 12;
  TextStyle bold;
  bold.size = kTitleSize;
  bold.bold = true;
  canvas.text({kMargin, 28}, fitted(title, width - 2 * kMargin, kTitleSize), bold);
  TextStyle faint;
  faint.size = kLineSize;
  faint.fill = kFaint;
  canvas.text({kMargin, 47}, fitted(line, width - 2 * kMargin, kLineSize), faint);
}

}  // namespace theta::exports
