#include "isolation/pdf_text.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "base/descriptor.h"
#include "base/files.h"
#include "isolation/child_process.h"
#include "isolation/limits.h"

namespace theta::isolation {
namespace {

constexpr size_t kMostComplaints = size_t{1} << 20;  // bytes of pdftotext's messages that are kept
constexpr const char* kInstall = "(Debian and Ubuntu: apt install poppler-utils poppler-data)";

// The path of pdftotext by $PATH, as a shell would find it.
Result<std::string> find_pdftotext() {
  const char* const path = std::getenv("PATH");
  std::string_view folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find(':'));
    folders.remove_prefix(std::min(folder.size() + 1, folders.size()));
    std::string program = join_path(folder, "pdftotext");
    if (folder.starts_with('/') && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return not_found("cannot be read: PDF files need the program pdftotext of poppler-utils {}", kInstall);
}

struct Output {
  std::string text;
  std::string complaints;
  bool too_long = false;
  bool late = false;
};

// What a child writes to two pipes until it closes both. Text past the limit ends the reading.
Output read_output(const Descriptor& text, const Descriptor& complaints, Deadline deadline) {
  Output output;
  std::array<char, size_t{1} << 16> buffer;
  std::array<struct pollfd, 2> pipes = {{{text.get(), POLLIN, 0}, {complaints.get(), POLLIN, 0}}};
  while ((pipes[0].fd >= 0 || pipes[1].fd >= 0) && !output.too_long && !output.late) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Deadline::clock::now());
    const int ready = ::poll(pipes.data(), pipes.size(), static_cast<int>(std::max<long>(left.count(), 0)));
    output.late = ready == 0;
    for (size_t i = 0; i < pipes.size() && ready > 0; ++i) {
      if (pipes[i].fd < 0 || pipes[i].revents == 0) continue;
      const ssize_t got = ::read(pipes[i].fd, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        pipes[i].fd = -1;
        continue;
      }
      std::string& into = i == 0 ? output.text : output.complaints;
      if (i == 0 || into.size() < kMostComplaints) into.append(buffer.data(), static_cast<size_t>(got));
      output.too_long = output.text.size() > kLargestPdfText;
    }
  }
  return output;
}

// The first line of what pdftotext complained about.
std::string_view first_line(std::string_view complaints) {
  return complaints.substr(0, complaints.find('\n'));
}

bool has_letters(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") != std::string_view::npos;
}

Error failure(const Output& output, const Ending& ending) {
  const auto complained = [&output](const char* about) {
    return output.complaints.find(about) != std::string::npos;
  };
  if (complained("Incorrect password")) return bad_input("has a password; save it without one");
  if (WIFSIGNALED(ending.wait_status)) return bad_input("{}", ending.reason());
  if (complained("out of memory") || complained("bad_alloc") || complained("Out of memory"))
    return bad_input("takes more than {} MiB of memory to read", kMemoryBytes >> 20);
  return bad_input("cannot be read by pdftotext: {}", first_line(output.complaints));
}

}  // namespace

Result<std::string> pdf_text(int document) {
  struct stat info = {};
  if (::fstat(document, &info) == 0 && static_cast<uint64_t>(info.st_size) > kLargestPdf)
    return bad_input("is larger than {} MiB, the limit for a PDF", kLargestPdf >> 20);
  THETA_ASSIGN(const std::string program, extract_program());
  THETA_ASSIGN(const std::string pdftotext, find_pdftotext());
  std::array<int, 2> text;
  std::array<int, 2> complaints;
  if (::pipe2(text.data(), O_CLOEXEC) != 0) return errno_error(errno, "start", program);
  const Descriptor text_from(text[0]);
  Descriptor text_to(text[1]);
  if (::pipe2(complaints.data(), O_CLOEXEC) != 0) return errno_error(errno, "start", program);
  const Descriptor complaints_from(complaints[0]);
  Descriptor complaints_to(complaints[1]);
  if (::lseek(document, 0, SEEK_SET) != 0) return errno_error(errno, "read", "the PDF");
  const std::array descriptors = {document, text_to.get(), complaints_to.get()};
  THETA_ASSIGN(ChildProcess process,
               ChildProcess::start(program, {"pdf", std::to_string(::getpid()), pdftotext}, descriptors));
  text_to.reset();
  complaints_to.reset();
  const Deadline deadline = Deadline::clock::now() + kWallSeconds;
  Output output = read_output(text_from, complaints_from, deadline);
  if (output.too_long || output.late) process.kill();
  const Ending ending = process.wait(deadline);
  if (output.too_long) return bad_input("has more than {} MiB of text", kLargestPdfText >> 20);
  if (output.late) return bad_input("takes more than {} s to read", kWallSeconds.count());
  if (!ending.well()) return failure(output, ending);
  // Without the tables of poppler-data the Chinese of many files is missing, with the rest of the text in
  // place.
  if (output.complaints.find("Missing language pack") != std::string::npos)
    return not_found("cannot be read whole: its fonts need the package poppler-data {}", kInstall);
  if (!has_letters(output.text))
    return bad_input("has no text, only pictures (a scan?); run a text recognition (OCR) on it first");
  return std::move(output.text);
}

}  // namespace theta::isolation
