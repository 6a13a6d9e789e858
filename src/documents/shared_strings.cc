#include "documents/shared_strings.h"

#include "documents/spreadsheet_text.h"
#include "documents/xml_reader.h"
#include "isolation/limits.h"

namespace theta::documents {

class SharedStringsHandler : public XmlHandler {
 public:
  explicit SharedStringsHandler(SharedStrings& strings) : strings_(strings) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") item_.clear();
    if (name == "rPh") ++phonetic_;
    in_text_ = name == "t";
  }
  void end(std::string_view name) override {
    in_text_ = false;
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name != "si" || too_large()) return;
    unescape(item_);
    size_ += item_.size() + sizeof(SharedStrings::Place);
    strings_.append(item_);
  }
  void text(std::string_view text) override {
    if (!in_text_ || phonetic_ > 0) return;
    if (item_.size() <= isolation::kLargestRecord) item_ += text;
  }

  bool too_large() const { return size_ > isolation::kLargestSharedStrings; }

 private:
  SharedStrings& strings_;
  std::string item_;
  uint64_t size_ = 0;
  unsigned phonetic_ = 0;
  bool in_text_ = false;
};

void SharedStrings::append(std::string_view text) {
  if (blocks_.empty() || blocks_.back().size() + text.size() > blocks_.back().capacity()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(text.size(), kBlockBytes));
  }
  std::string& block = blocks_.back();
  places_.push_back({static_cast<uint32_t>(blocks_.size() - 1), static_cast<uint32_t>(block.size()),
                     static_cast<uint32_t>(text.size())});
  block += text;
}

std::string_view SharedStrings::text(size_t index) const {
  const Place& place = places_[index];
  return std::string_view(blocks_[place.block]).substr(place.begin, place.size);
}

Result<SharedStrings> SharedStrings::read(ZipArchive& archive, size_t entry) {
  SharedStrings strings;
  SharedStringsHandler handler(strings);
  THETA_RETURN_IF_ERROR(read_xml(archive, entry, handler));
  if (handler.too_large())
    return bad_input("has more than {} MiB of texts in its cells; save the sheets as CSV",
                     isolation::kLargestSharedStrings >> 20);
  return strings;
}

}  // namespace theta::documents
