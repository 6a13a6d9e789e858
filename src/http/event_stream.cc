#include "http/event_stream.h"

#include <algorithm>
#include <utility>

namespace theta::http {
namespace {

void append_line(std::string_view name, std::string_view value, std::string& text) {
  text.append(name).append(": ");
  for (const char c : value) text += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  text += '\n';
}

}  // namespace

std::string event_text(const Event& event) {
  std::string text;
  if (!event.id.empty()) append_line("id", event.id, text);
  if (!event.type.empty()) append_line("event", event.type, text);
  std::string_view data = event.data;
  for (;;) {
    const size_t end = data.find_first_of("\r\n");
    append_line("data", data.substr(0, end), text);
    if (end == std::string_view::npos) break;
    data.remove_prefix(data.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
  }
  return text + "\n";
}

bool EventStream::send(const Event& event) {
  const std::string text = event_text(event);
  std::function<void()> wake;
  bool taken = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    taken = buffer_.size() + text.size() <= limit_;
    // A client that has missed an event must not see the ones after it.
    if (taken && !buffer_.empty()) {
      buffer_ += text;
      return true;  // the connection was woken for what waits already
    }
    if (taken) buffer_ = text;
    if (!taken) closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
  return taken;
}

void EventStream::close() {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
}

bool EventStream::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

void EventStream::on_closed(std::function<void()> hook) {
  {
    const std::lock_guard lock(mutex_);
    if (!detached_) {
      hook_ = std::move(hook);
      return;
    }
  }
  hook();
}

void EventStream::attach(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::string EventStream::take(bool& ended) {
  const std::lock_guard lock(mutex_);
  ended = closed_;
  return std::exchange(buffer_, {});
}

std::function<void()> EventStream::detach() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  detached_ = true;
  wake_ = nullptr;
  buffer_ = {};
  return std::exchange(hook_, nullptr);
}

}  // namespace theta::http
