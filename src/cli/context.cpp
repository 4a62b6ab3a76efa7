#include "cli/context.h"

#include <chrono>
#include <cstdio>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace adem::cli {

Context::Context(std::string language, std::string* kept)
    : language_(std::move(language)), kept_(kept), plain_(language_, Zone("Asia/Jakarta")) {}

workspace::Workspace& Context::workspace() {
  if (!workspace_) {
    workspace_.emplace(workspace::Workspace::open(directory));
    speech_.emplace(language_, workspace_->zone());
  }
  return *workspace_;
}

const words::Speech& Context::speech() { return speech_ ? *speech_ : plain_; }

Instant Context::now() {
  if (now_text.empty()) {
    return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
  }
  const auto at = parse_instant(now_text, speech().zone());
  if (!at) throw Error(ErrorKind::misuse, "cli.bad-now", {{"text", now_text}});
  return *at;
}

void Context::line(const std::string& text) const {
  if (kept_ != nullptr) {
    *kept_ += text + "\n";
  } else {
    fmt::print("{}\n", text);
  }
}

void Context::write(std::string_view text) const {
  if (kept_ != nullptr) {
    *kept_ += text;
  } else {
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
}

void Context::print(const Json& value) const { line(value.dump(2)); }

Progress Context::progress(const std::string& what) {
  if (quiet || ::isatty(STDERR_FILENO) == 0) return {};
  const auto started = std::chrono::steady_clock::now();
  return [what, started, shown = std::chrono::steady_clock::time_point{}](
             std::uint64_t done, std::uint64_t total) mutable {
    const auto now = std::chrono::steady_clock::now();
    if (done < total && now - shown < std::chrono::milliseconds(100)) return;
    shown = now;
    const double spent = std::chrono::duration<double>(now - started).count();
    if (total == 0) {
      fmt::print(stderr, "\r{}: {}   ", what, done);
    } else {
      const double share = static_cast<double>(done) / static_cast<double>(total);
      const double left = share > 0 ? spent / share - spent : 0;
      fmt::print(stderr, "\r{}: {:3.0f}% {:.0f} s   ", what, share * 100, left);
      if (done >= total) fmt::print(stderr, "\r\033[K");
    }
    std::fflush(stderr);
  };
}

std::string Context::help(std::string_view code) const {
  return plain_.say("help." + std::string(code));
}

}  // namespace adem::cli
