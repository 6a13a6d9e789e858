#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace theta::http {

/// One message of a stream of server-sent events.
struct Event {
  std::string_view id;    ///< comes back as Last-Event-ID when the client connects again; may be empty
  std::string_view type;  ///< the browser's event name; empty: "message"
  std::string_view data;  ///< may have several lines
};

/// The lines of an event as they go over the wire. Line ends in id and type become blanks.
std::string event_text(const Event& event);

/// A stream of server-sent events that any thread pushes to while no thread is held by it. A handler makes
/// one, keeps a shared_ptr, and answers with Response::events(); pushing may begin before. The client's
/// Last-Event-ID is an ordinary header of the request.
class EventStream {
 public:
  /// `buffered`: bytes that may wait for a slow client; one that falls further behind is cut off, and finds
  /// its way back with its Last-Event-ID.
  explicit EventStream(size_t buffered = size_t{64} << 10) : limit_(buffered) {}
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  /// False when the stream is closed, or is closed now because its buffer is full.
  bool send(const Event& event);
  /// Ends the stream after what was sent.
  void close();
  /// Whether the client is gone, was cut off, or close() was called.
  bool closed() const;
  /// Calls `hook` once when the client is gone or the stream has ended, on a thread of the pool that runs
  /// handlers (at once, on the caller's thread, when that is over already). The hook may hold the stream's
  /// shared_ptr.
  void on_closed(std::function<void()> hook);

  // For the server.

  /// From now on `wake` is called, from any thread, when there is something to take.
  void attach(std::function<void()> wake);
  /// What was sent since; `ended`: nothing will follow.
  std::string take(bool& ended);
  /// The connection is over. Returns the hook to call.
  std::function<void()> detach();

 private:
  const size_t limit_;
  mutable std::mutex mutex_;
  std::string buffer_;
  bool closed_ = false;
  bool detached_ = false;
  std::function<void()> wake_;
  std::function<void()> hook_;
};

}  // namespace theta::http
