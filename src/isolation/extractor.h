#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/descriptor.h"
#include "base/result.h"
#include "isolation/child_process.h"
#include "isolation/messages.h"

namespace theta::isolation {

/// An XLSX, DOCX or ZIP file as its parser process tells it. One process serves a whole file; each answer is
/// asked for, so that neither side holds more than one. Error messages of this class are ends of sentences
/// ("has a password") for the caller to put the file's name in front. Call it from one thread, which must
/// live as long: the kernel ends the parser with the thread that started it.
class Extractor {
 public:
  /// Starts the parser on an open file and reads the listing.
  static Result<std::unique_ptr<Extractor>> start(int document);
  Extractor(ChildProcess process, Descriptor channel)
      : process_(std::move(process)), channel_(std::move(channel)) {}

  const Listing& listing() const { return listing_; }
  /// Opens an entry by its place in the listing. Opening the one that is open costs nothing.
  Result<OpenedEntry> open(uint32_t entry);
  /// Goes to the first row of a sheet of the open workbook.
  Status open_sheet(uint32_t sheet);
  /// The next kRows, kBytes or kText of what is open, or kEnd.
  Result<Reply> next();
  /// False when the parser has crashed or run into a limit: it answers no more.
  bool alive() const { return process_.has_value(); }

 private:
  Result<Reply> ask(Request request, ReplyType expected);
  Status send(const Request& request);
  Result<Reply> receive();
  Error dead();

  std::optional<ChildProcess> process_;
  Descriptor channel_;
  Listing listing_;
  std::optional<uint32_t> entry_;  // the one that is open and not yet read from, or a workbook
  OpenedEntry opened_;
};

}  // namespace theta::isolation
