// Any text as the meeting log: read or refused with an Error, and what was read can be written
// again to the letter. Then every line as an event without its seal, which a mutation seldom keeps
// whole: folded, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "desk/fold.h"
#include "desk/meeting_json.h"
#include "ledger/log.h"

namespace {

void read_and_fold(std::string_view text) {
  const auto read = adem::ledger::read_lines(text, "fuzz");
  if (read.whole > text.size() || read.events.size() > text.size()) std::abort();
  // The part that counts reads the same when the rest is cut off.
  const auto again = adem::ledger::read_lines(text.substr(0, read.whole), "fuzz");
  if (again.events.size() != read.events.size() || again.last_hash != read.last_hash) std::abort();
  adem::desk::Book book;
  for (const auto& event : read.events) book.apply(event, event.seq);
}

void fold_unsealed(std::string_view text) {
  adem::desk::Book book;
  std::uint64_t seq = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const auto json = adem::Json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    adem::ledger::LineDraft draft;
    try {
      draft.kind = json.value("kind", "");
      draft.subject = json.value("subject", "");
      draft.body = json.value("body", adem::Json::object());
    } catch (const adem::Json::exception&) {
      continue;
    }
    try {
      book.apply(draft, ++seq);
    } catch (const adem::Error&) {
    }
  }
  for (const auto& meeting : book.meetings()) adem::desk::to_json(meeting);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    read_and_fold(text);
  } catch (const adem::Error&) {
  }
  fold_unsealed(text);
  return 0;
}
