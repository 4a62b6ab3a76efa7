// Any text as an event's line: refused, or written again to the letter. Then the same line with
// its hashes put right, which a mutation seldom keeps, so that what is behind them is reached too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "ledger/event.h"

namespace {

using adem::ledger::Event;

bool read_again(std::string_view line) {
  try {
    const Event event = adem::ledger::read_event(line);
    if (adem::ledger::event_line(event) != line) std::abort();
    return true;
  } catch (const adem::Error& error) {
    if (error.message().code != "ledger.bad-event") std::abort();
    return false;
  }
}

void put(std::string& line, std::string_view key, const std::string& hash) {
  const auto at = line.find(key);
  if (at == std::string::npos || line.size() < at + key.size() + hash.size()) return;
  line.replace(at + key.size(), hash.size(), hash);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (read_again(text)) return 0;
  std::string line(text);
  const auto split = line.rfind(",\"event\":{");
  constexpr std::string_view kStart = "{\"body\":";
  if (split == std::string::npos || !text.starts_with(kStart)) return 0;
  const std::string body = line.substr(kStart.size(), split - kStart.size());
  put(line, "\"body_hash\":\"", adem::hash_of(body).hex());
  // The header is the event without hash and seal.
  std::string header = line.substr(split + 9, line.size() - split - 10);
  for (const std::string_view key : {",\"hash\":\"", ",\"seal\":\""}) {
    const auto from = header.find(key);
    if (from == std::string::npos) return 0;
    const auto to = header.find('"', from + key.size());
    if (to == std::string::npos) return 0;
    header.erase(from, to + 1 - from);
  }
  put(line, ",\"hash\":\"", adem::hash_of(header).hex());
  read_again(line);
  return 0;
}
