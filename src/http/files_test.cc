// Files as answers, and the folder of the web app.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "http/file_response.h"
#include "http/static_files.h"

namespace theta::http {
namespace {

std::unique_ptr<Request> request_for(const std::string& target, const std::string& fields = "",
                                     const std::string& method = "GET") {
  auto request = Request::parse(method + " " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<Request>>(request)) << target;
  return std::get<std::unique_ptr<Request>>(std::move(request));
}

std::string body_of(Response& response) {
  if (auto* text = std::get_if<std::string>(&response.body())) return *text;
  std::string whole;
  for (;;) {
    const Result<std::string> piece = std::get<StreamBody>(response.body()).next();
    if (!piece.ok() || piece.value().empty()) return whole;
    whole += piece.value();
  }
}

class FileResponse : public testing::Test {
 protected:
  FileResponse() { EXPECT_TRUE(write_file_atomic(folder_.file("f"), "0123456789").ok()); }
  FileSource source() {
    Result<FileSource> source =
        FileSource::from(Descriptor(::open(folder_.file("f").c_str(), O_RDONLY)), "f");
    EXPECT_TRUE(source.ok());
    return std::move(source).value();
  }
  Response get(const std::string& fields) { return file_response(*request_for("/f", fields), source()); }

  TemporaryFolder folder_;
};

TEST_F(FileResponse, AnswersWholeAndRanges) {
  Response whole = get("");
  EXPECT_EQ(whole.status(), 200);
  EXPECT_EQ(body_of(whole), "0123456789");
  Response one = get("Range: bytes=2-4\r\n");
  EXPECT_EQ(one.status(), 206);
  EXPECT_EQ(one.field("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(body_of(one), "234");
  Response two = get("Range: bytes=0-1,-2\r\n");
  const std::string body = body_of(two);
  EXPECT_TRUE(two.field("Content-Type")->starts_with("multipart/byteranges; boundary="));
  EXPECT_NE(body.find("Content-Range: bytes 0-1/10\r\n\r\n01\r\n--"), std::string::npos) << body;
  EXPECT_NE(body.find("Content-Range: bytes 8-9/10\r\n\r\n89\r\n--"), std::string::npos) << body;
  Response none = get("Range: bytes=10-\r\n");
  EXPECT_EQ(none.status(), 416);
  EXPECT_EQ(none.field("Content-Range"), "bytes */10");
}

TEST_F(FileResponse, HoldsItsPreconditions) {
  const std::string etag = source().etag;
  const Response whole = get("");
  const std::string date(*whole.field("Last-Modified"));
  EXPECT_EQ(get("If-None-Match: " + etag + "\r\n").status(), 304);
  EXPECT_EQ(get("If-None-Match: W/" + etag + "\r\n").status(), 304);
  EXPECT_EQ(get("If-None-Match: \"other\"\r\nIf-Modified-Since: " + date + "\r\n").status(), 200);
  EXPECT_EQ(get("If-Modified-Since: " + date + "\r\n").status(), 304);
  EXPECT_EQ(get("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n").status(), 200);
  EXPECT_EQ(get("If-Match: \"other\"\r\n").status(), 412);
  EXPECT_EQ(get("If-Match: " + etag + "\r\n").status(), 200);
  EXPECT_EQ(get("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n").status(), 412);
  EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: " + etag + "\r\n").status(), 206);
  EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: \"other\"\r\n").status(), 200);
  EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: " + date + "\r\n").status(), 206);
}

TEST(BodyReader, GoesToAFileOrIntoAStringUpToItsLimit) {
  const TemporaryFolder folder;
  const std::string path = folder.file("body");
  {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT, 0600));
    EXPECT_EQ(StringBody("hello").to_file(file.get(), path).value(), 5U);
  }
  EXPECT_EQ(read_file(path).value(), "hello");
  EXPECT_EQ(StringBody("hello").read_all(5).value(), "hello");
  EXPECT_EQ(StringBody("hello").read_all(4).error().kind, ErrorKind::kExhausted);
  const Descriptor full(::open("/dev/full", O_WRONLY));
  EXPECT_EQ(StringBody("hello").to_file(full.get(), "full").error().kind, ErrorKind::kExhausted);
}

constexpr const char* kAbout = "<script>a()</script><script src=\"b.js\"></script>";

class StaticFolder : public testing::Test {
 protected:
  Response get(const std::string& target, const std::string& fields = "") {
    return files_.serve(*request_for(target, fields));
  }

  const StaticFiles files_{{{"index.html", "<index.html>"},
                            {"about.html", kAbout},
                            {"docs/index.html", "<docs/index.html>"},
                            {"404.html", "<404.html>"},
                            {"_next/static/a1b2.js", "script"},
                            {"a.txt", "<a.txt>"}}};
};

TEST_F(StaticFolder, FindsPagesAsTheExportLaysThemOut) {
  const std::vector<std::pair<std::string, std::string>> pages = {
      {"/", "<index.html>"},          {"/about", kAbout},
      {"/about.html", kAbout},        {"/about/", kAbout},
      {"/docs", "<docs/index.html>"}, {"/docs/", "<docs/index.html>"},
      {"/a.txt", "<a.txt>"}};
  for (const auto& [target, body] : pages) {
    Response response = get(target);
    EXPECT_EQ(response.status(), 200) << target;
    EXPECT_EQ(body_of(response), body) << target;
  }
}

TEST_F(StaticFolder, WhatIsNotThereIsThe404Page) {
  for (const char* target :
       {"/none", "/docs/none", "/.env", "/docs%2Findex.html", "/_next", "/a.txt/", "/a.txt/b", "//a.txt"}) {
    Response response = get(target, "If-None-Match: *\r\nRange: bytes=0-1\r\n");
    EXPECT_EQ(response.status(), 404) << target;
    EXPECT_EQ(body_of(response), "<404.html>") << target;
  }
}

TEST_F(StaticFolder, TellsBrowsersHowLongToKeepWhat) {
  EXPECT_EQ(get("/_next/static/a1b2.js").field("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/about").field("Cache-Control"), "no-cache");
  EXPECT_EQ(get("/about", "If-None-Match: " + std::string(*get("/about").field("ETag")) + "\r\n").status(),
            304);
  // printf 'a()' | openssl dgst -sha256 -binary | base64
  EXPECT_THAT(
      std::string(*get("/about").field("Content-Security-Policy")),
      testing::HasSubstr("script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; "));
  EXPECT_TRUE(get("/none").field("Content-Security-Policy").has_value());
  EXPECT_FALSE(get("/a.txt").field("Content-Security-Policy").has_value());
}

}  // namespace
}  // namespace theta::http
