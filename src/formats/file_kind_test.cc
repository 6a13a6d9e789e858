#include "formats/file_kind.h"

#include <gtest/gtest.h>

namespace theta::formats {
namespace {

using namespace std::literals;

TEST(FileKind, IsToldByTheFirstBytes) {
  EXPECT_EQ(file_kind("PK\x03\x04rest"), FileKind::kZip);
  EXPECT_EQ(file_kind("PK\x05\x06"), FileKind::kZip);
  EXPECT_EQ(file_kind("\x1F\x8B\x08"), FileKind::kGzip);
  EXPECT_EQ(file_kind("%PDF-1.7\n"), FileKind::kPdf);
  EXPECT_EQ(file_kind("rubbish\n%PDF-1.7\n"), FileKind::kPdf);
  EXPECT_EQ(file_kind("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), FileKind::kUnreadable);
  EXPECT_EQ(file_kind("7z\xBC\xAF\x27\x1C"), FileKind::kUnreadable);
}

TEST(FileKind, TextThatTalksAboutFilesIsText) {
  EXPECT_EQ(file_kind("text,label\nA PDF begins with %PDF-1.7,yes\n"), FileKind::kText);
  EXPECT_EQ(file_kind("PK is short for something"), FileKind::kText);
  EXPECT_EQ(file_kind(""), FileKind::kText);
}

TEST(FileKind, WhatCannotBeReadComesWithAdvice) {
  EXPECT_NE(unreadable_reason("SQLite format 3\0abc"sv).find("CSV"), std::string_view::npos);
  EXPECT_EQ(unreadable_reason("text"), "");
}

}  // namespace
}  // namespace theta::formats
