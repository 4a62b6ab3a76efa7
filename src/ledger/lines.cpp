// The form of the log on disk: one JSON object a line. A line's id covers its content, the hash of
// the line before and how many lines of its batch follow; so a changed, lost or swapped line shows.
#include <algorithm>
#include <iterator>
#include <optional>

#include "base/error.h"
#include "base/hash.h"
#include "base/time.h"
#include "ledger/log.h"

namespace adem::ledger {

namespace {

const std::string kNoLine(64, '0');

struct Line {
  LineEvent event;
  std::string previous;
  std::size_t more = 0;
};

std::optional<Line> parse_line(std::string_view text) {
  // Damaged text must not cost more than its length: no exceptions, no deep surprises.
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  static const Zone utc("UTC");
  try {
    Line line;
    line.event.seq = json.at("seq").get<std::uint64_t>();
    line.event.id = json.at("id").get<std::string>();
    const auto at = parse_instant(json.at("at").get<std::string>(), utc);
    if (!at) return std::nullopt;
    line.event.at = *at;
    line.event.office = json.at("office").get<std::string>();
    line.event.area = json.at("area").get<std::string>();
    line.event.kind = json.at("kind").get<std::string>();
    line.event.subject = json.at("subject").get<std::string>();
    line.event.body = json.at("body");
    line.more = json.at("more").get<std::size_t>();
    line.previous = json.at("prev").get<std::string>();
    return line;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

[[noreturn]] void broken(const std::string& name, std::uint64_t line) {
  throw Error(ErrorKind::bad_input, "ledger.broken", {{"line", static_cast<std::int64_t>(line)}},
              name + ":" + std::to_string(line));
}

// Whether the line says what its id says, at this place of the chain.
bool fits(const Line& line, std::string_view text, std::uint64_t seq, const std::string& previous) {
  if (line.event.seq != seq || line.previous != previous) return false;
  std::string again = write_line(line.event, previous, line.more);
  again.pop_back();
  return again == text && line.event.id == event_id(line.event, previous, line.more);
}

}  // namespace

std::string event_id(const LineEvent& event, const std::string& previous_hash, std::size_t more) {
  return make_id({previous_hash, std::to_string(event.seq), iso_utc(event.at), event.office,
                  event.area, event.kind, event.subject, event.body.dump(), std::to_string(more)})
      .hex();
}

std::string write_line(const LineEvent& event, const std::string& previous_hash, std::size_t more) {
  const Json json{{"seq", event.seq},         {"id", event.id},     {"at", iso_utc(event.at)},
                  {"office", event.office},   {"area", event.area}, {"kind", event.kind},
                  {"subject", event.subject}, {"body", event.body}, {"more", more},
                  {"prev", previous_hash}};
  return json.dump() + "\n";
}

ReadLog read_lines(std::string_view text, const std::string& name) {
  ReadLog read;
  read.last_hash = kNoLine;
  std::string previous = kNoLine;
  std::vector<LineEvent> batch;  // lines of an append_all that is not complete yet
  std::size_t left = 0;          // of the batch being read
  std::uint64_t seq = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t found = text.find('\n', from);
    const bool ended = found != std::string_view::npos;
    const std::size_t to = ended ? found : text.size();
    const std::string_view line_text = text.substr(from, to - from);
    ++seq;
    auto line = parse_line(line_text);
    const bool good =
        line && fits(*line, line_text, seq, previous) && (batch.empty() || line->more + 1 == left);
    if (!good) {
      if (!ended) break;  // torn by a power cut
      broken(name, seq);
    }
    previous = content_hash(line_text);
    batch.push_back(std::move(line->event));
    left = line->more;
    if (left == 0) {
      std::move(batch.begin(), batch.end(), std::back_inserter(read.events));
      batch.clear();
      read.whole = ended ? to + 1 : to;
      read.last_hash = previous;
      read.newline_missing = !ended;
    }
    from = to + 1;
  }
  return read;
}

std::string head(const Log& log) {
  std::string last;
  log.for_each([&last](const LineEvent& event) { last = event.id; });
  return last;
}

}  // namespace adem::ledger
