#include "engine/row_table.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"

namespace theta::engine {
namespace {

corpus::Document piece(uint64_t row, uint32_t number, const std::string& file = "a.csv") {
  corpus::Document document;
  document.row = row;
  document.piece = number;
  document.file = file;
  document.label = "x, y";
  document.groups = {"north"};
  return document;
}

TEST(RowTable, WeighsPiecesByTheirTokens) {
  const TemporaryFolder folder;
  RowTable table = RowTable::create(folder.path(), {"party"}, 2).value();
  const auto add = [&](const corpus::Document& document, uint64_t tokens, float first) {
    const std::vector<float> theta = {first, 1 - first};
    ASSERT_TRUE(table.add(document, "train", tokens, theta).ok());
  };
  add(piece(3, 1), 10, 1.0F);
  add(piece(3, 2), 30, 0.0F);
  add(piece(4, 2), 5, 0.75F);
  add(piece(4, 1, "b.csv"), 5, 0.5F);  // the same number, another file
  ASSERT_TRUE(table.close().ok());
  EXPECT_EQ(read_file(folder.file("rows.csv")).value(),
            "row,file,id,time,label,party,part,pieces,tokens,main_topic,main_weight,topic_0,topic_1\n"
            "3,a.csv,,,\"x, y\",north,train,2,40,1,0.75000,0.25000,0.75000\n"
            "4,a.csv,,,\"x, y\",north,train,1,5,0,0.75000,0.75000,0.25000\n"
            "4,b.csv,,,\"x, y\",north,train,1,5,0,0.50000,0.50000,0.50000\n");
}

}  // namespace
}  // namespace theta::engine
