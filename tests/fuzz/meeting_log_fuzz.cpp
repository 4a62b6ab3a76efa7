// Any text as the meeting log of an earlier adem: read or refused with an Error, and what was read
// reads the same again. Then every line as an event without its seal, which a mutation seldom keeps
// whole: folded as the ledger folds it, or left out; and the meetings that come out can be kept and
// read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "desk/desk_fold.h"
#include "desk/meeting_part.h"
#include "ledger/log.h"

namespace {

using States = std::map<std::string, adem::Json>;

void fold(States& states, const adem::ledger::LineDraft& line, std::uint64_t seq) {
  adem::ledger::Event event;
  event.at = line.at;
  event.kind = line.kind;
  event.subject = line.subject;
  event.area = line.area;
  event.body = line.body;
  event.hlc.value = static_cast<std::int64_t>(seq);
  const auto& meaning = adem::desk::desk_fold();
  if (const auto place = meaning.place(event)) meaning.apply(states[place->aggregate], event);
}

void keep_and_read(const States& states) {
  for (const auto& [id, state] : states) {
    if (state.value("type", "") != "meeting" || !state.contains("starts")) continue;
    const auto meeting = adem::desk::meeting_of(state);
    if (adem::desk::state_of(meeting)["id"] != state["id"]) std::abort();
  }
}

void read_and_fold(std::string_view text) {
  const auto read = adem::ledger::read_lines(text, "fuzz");
  if (read.whole > text.size() || read.events.size() > text.size()) std::abort();
  // The part that counts reads the same when the rest is cut off.
  const auto again = adem::ledger::read_lines(text.substr(0, read.whole), "fuzz");
  if (again.events.size() != read.events.size() || again.last_hash != read.last_hash) std::abort();
  States states;
  for (const auto& event : read.events) fold(states, event, event.seq);
  keep_and_read(states);
}

void fold_unsealed(std::string_view text) {
  States states;
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
    fold(states, draft, ++seq);
  }
  keep_and_read(states);
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
