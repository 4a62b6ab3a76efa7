#include "desk/statements.h"

#include <algorithm>

#include "base/error.h"
#include "desk/competence.h"
#include "desk/ids.h"
#include "desk/text.h"

namespace adem::desk {

std::string choice(const std::string& text, const std::string& field,
                   std::span<const std::string_view> known) {
  const std::string clean = tidy(text);
  if (std::ranges::find(known, clean) != known.end()) return clean;
  std::string listed;
  for (const auto one : known) listed.append(listed.empty() ? "" : ", ").append(one);
  throw Error(ErrorKind::bad_input, "desk.bad-choice",
              {{"field", field}, {"text", clean}, {"known", listed}});
}

std::string office_id(const Seat& seat, const std::string& text) {
  const auto [kind, area] = office_parts(public_words(text, "office"));
  if (seat.rules().office(kind) == nullptr) {
    std::string known;
    for (const auto& one : seat.rules().offices) known += (known.empty() ? "" : ", ") + one.code;
    throw Error(ErrorKind::bad_input, "desk.unknown-kind", {{"kind", kind}, {"known", known}});
  }
  std::string id = kind;
  return id.append(":").append(area);
}

std::string past_moment(const Seat& seat, const std::string& text) {
  const std::string at = seat.moment(text);
  if (at > iso_utc(seat.around().now)) {
    throw Error(ErrorKind::bad_input, "desk.in-future", {{"text", tidy(text)}});
  }
  return at;
}

std::string written_at(const ledger::Event& event) { return iso_utc(event.at); }

bool written_by_right(const ledger::Event& event, Right right) {
  if (event.redacted) return true;
  const auto* book = book_of(text_of(event.body, "election"));
  if (book == nullptr) return true;
  const auto colon = event.office.find(':');
  if (colon == std::string::npos) return false;
  const auto* kind = book->office(event.office.substr(0, colon));
  return kind != nullptr && kind->may(right) &&
         covers(std::string_view(event.office).substr(colon + 1), event.area);
}

bool begun(const Json& state) { return state.is_object() && state.contains("id"); }

void keep_newest(Json& list, Json value, std::size_t most) {
  if (!list.is_array()) list = Json::array();
  list.push_back(std::move(value));
  if (list.size() > most) list.erase(list.begin());
}

void keep_conflict(Json& state, const ledger::Event& event, std::string_view why) {
  keep_newest(
      state["conflicts"],
      Json{{"kind", event.kind}, {"office", event.office}, {"at", written_at(event)}, {"why", why}},
      20);
}

std::string text_of(const Json& body, const char* key) {
  return body.is_object() ? body.at(key).get<std::string>() : std::string();
}

Names names_of(const ledger::Reader& book, std::string_view type) {
  std::vector<std::string> ids;
  book.states(type, "", [&ids](const std::string& id, const Json& state) {
    if (begun(state)) ids.push_back(id);
  });
  return Names(ids);
}

Json state_meant(const ledger::Reader& book, std::string_view type, const std::string& text) {
  const Names names = names_of(book, type);
  const auto found = names.candidates(text);
  if (found.size() == 1) return *book.state(found.front());
  std::string known;
  const auto list = [&known](const std::string& id) { known += (known.empty() ? "" : ", ") + id; };
  if (found.empty()) {
    book.states(type, "", [&](const std::string& id, const Json&) { list(names.shown(id)); });
    throw Error(
        ErrorKind::not_found, "desk.unknown-id",
        {{"id", tidy(text)}, {"type", std::string(type)}, {"known", known.empty() ? "-" : known}});
  }
  for (const auto& id : found) list(id);
  throw Error(ErrorKind::conflict, "desk.ambiguous-id", {{"id", tidy(text)}, {"known", known}});
}

Json history_of(const ledger::Reader& book, const std::string& aggregate) {
  Json lines = Json::array();
  book.history(aggregate, [&lines](const ledger::Event& event) {
    Json line{{"at", written_at(event)}, {"office", event.office}, {"kind", event.kind}};
    if (const auto dot = event.subject.find('.'); dot != std::string::npos) {
      line["item"] = event.subject.substr(dot + 1);
    }
    if (event.redacted) {
      line["redacted"] = true;
    } else if (event.body.is_object()) {
      for (const auto& [key, value] : event.body.items()) {
        if (!line.contains(key)) line[key] = value;
      }
    }
    lines.push_back(std::move(line));
  });
  return lines;
}

}  // namespace adem::desk
