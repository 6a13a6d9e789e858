#include "isolation/extractor.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "isolation/limits.h"

namespace theta::isolation {

Result<std::unique_ptr<Extractor>> Extractor::start(int document) {
  THETA_ASSIGN(const std::string program, extract_program());
  std::array<int, 2> ends;
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return errno_error(errno, "start", program);
  }
  Descriptor ours(ends[0]);
  Descriptor theirs(ends[1]);
  const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const std::array descriptors = {theirs.get(), theirs.get(), nothing.get(), document};
  THETA_ASSIGN(ChildProcess process,
               ChildProcess::start(program, {"documents", std::to_string(::getpid())}, descriptors));
  theirs.reset();  // so that the end of the parser closes the channel
  auto extractor = std::make_unique<Extractor>(std::move(process), std::move(ours));
  THETA_ASSIGN(const Reply reply, extractor->ask({RequestType::kList, 0}, ReplyType::kListing));
  THETA_ASSIGN(extractor->listing_, decode_listing(reply.body));
  return extractor;
}

Result<OpenedEntry> Extractor::open(uint32_t entry) {
  if (entry_ == entry) return opened_;
  entry_.reset();
  THETA_ASSIGN(const Reply reply, ask({RequestType::kOpen, entry}, ReplyType::kOpened));
  THETA_ASSIGN(opened_, decode_opened(reply.body));
  entry_ = entry;
  return opened_;
}

Status Extractor::open_sheet(uint32_t sheet) {
  return ask({RequestType::kSheet, sheet}, ReplyType::kReady).status();
}

Result<Reply> Extractor::next() {
  if (opened_.kind != EntryKind::kWorkbook) entry_.reset();
  THETA_RETURN_IF_ERROR(send({RequestType::kNext, 0}));
  THETA_ASSIGN(Reply reply, receive());
  return reply;
}

Result<Reply> Extractor::ask(Request request, ReplyType expected) {
  THETA_RETURN_IF_ERROR(send(request));
  THETA_ASSIGN(Reply reply, receive());
  if (reply.type != expected) return make_error(ErrorKind::kFailed, "the parser's answer makes no sense");
  return reply;
}

Status Extractor::send(const Request& request) {
  if (!alive()) return make_error(ErrorKind::kFailed, "the parser has ended");
  const std::string bytes = encode(request);
  // Five bytes always fit: the parser has read every earlier request.
  const ssize_t sent = ::send(channel_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(bytes.size())) return dead();
  return {};
}

Result<Reply> Extractor::receive() {
  const Deadline deadline = std::chrono::steady_clock::now() + kWallSeconds;
  std::array<char, kReplyHeaderBytes> header;
  Result<size_t> got = read_until(channel_.get(), header.data(), header.size(), deadline);
  if (!got.ok() || got.value() < header.size()) return dead();
  const ReplyHeader parsed = decode_header({header.data(), header.size()});
  if (parsed.body_bytes > kLargestReply) return dead();
  Reply reply{parsed.type, std::string(parsed.body_bytes, '\0')};
  got = read_until(channel_.get(), reply.body.data(), reply.body.size(), deadline);
  if (!got.ok() || got.value() < reply.body.size()) return dead();
  if (reply.type == ReplyType::kRefused) return bad_input("{}", reply.body);
  return reply;
}

Error Extractor::dead() {
  // The channel is closed when the parser has ended by itself; a parser that hangs has had its time.
  const Ending ending = process_->wait(std::chrono::steady_clock::now() + std::chrono::milliseconds(100));
  process_.reset();
  entry_.reset();
  return bad_input("{}", ending.reason());
}

}  // namespace theta::isolation
