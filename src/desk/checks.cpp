// What the desk accepts as a value, and how it finds what people mean.
#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "desk/dates.h"
#include "desk/desk.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

template <typename T>
void add_ids(const std::vector<T>& items, std::vector<std::string>& ids) {
  for (const T& item : items) {
    if (item.withdrawn_why.empty()) ids.push_back(item.id);
  }
}

std::vector<std::string> ids_of(const Meeting& meeting, char letter) {
  std::vector<std::string> ids;
  if (letter == 'h') add_ids(meeting.attendance, ids);
  if (letter == 't') add_ids(meeting.questions, ids);
  if (letter == 'd') add_ids(meeting.obstacles, ids);
  if (letter == 'k') {
    add_ids(meeting.commitments, ids);
    add_ids(meeting.carried, ids);
  }
  return ids;
}

}  // namespace

std::string Desk::words(const std::string& text, const std::string& field, bool required) const {
  return public_words(text, field, required);
}

std::string Desk::office(const std::string& text, const std::string& field) const {
  return office_words(text, field);
}

std::string Desk::due(const std::string& text, const Meeting* meeting, bool required) const {
  const std::string clean = tidy(text);
  if (clean.empty() && !required) return clean;
  if (clean.empty()) throw Error(ErrorKind::bad_input, "desk.empty", {{"field", "due"}});
  const auto date = read_date(clean);
  if (!date) throw Error(ErrorKind::bad_input, "desk.bad-date", {{"text", clean}});
  if (meeting != nullptr) {
    const std::string day = date_of(meeting->starts, around().zone);
    if (*date < day) {
      throw Error(ErrorKind::bad_input, "desk.due-before-meeting",
                  {{"due", *date}, {"meeting", day}});
    }
  }
  return *date;
}

std::vector<std::string> Desk::stations(const std::vector<std::string>& texts) const {
  std::vector<std::string> keys;
  for (const auto& text : texts) {
    const std::string key = around().station(words(text, "station"));
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

void Desk::unknown_meeting(const std::string& id) const {
  if (book_.meetings().empty()) throw Error(ErrorKind::not_found, "desk.no-meeting");
  std::vector<std::string> ids;
  for (const Meeting& one : book_.meetings()) ids.push_back(one.id);
  throw Error(ErrorKind::not_found, "desk.unknown-meeting", {{"id", id}, {"known", joined(ids)}});
}

const Meeting& Desk::must(const std::string& id) const {
  const Meeting* found = book_.find(lower(tidy(id)));
  if (found == nullptr) unknown_meeting(id);
  return *found;
}

const Meeting& Desk::meeting(const std::string& id) const {
  if (!id.empty()) return must(id);
  const auto& all = book_.meetings();
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (it->withdrawn_why.empty()) return *it;
  }
  unknown_meeting(id);
}

const Meeting& Desk::running(const std::string& id) const {
  if (!id.empty()) return must(id);
  const auto& all = book_.meetings();
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (it->running()) return *it;
  }
  if (all.empty()) unknown_meeting(id);
  throw Error(ErrorKind::conflict, "desk.none-open", {{"newest", all.back().id}});
}

const Meeting& Desk::waiting(const std::string& id) const {
  if (!id.empty()) return must(id);
  const auto& all = book_.meetings();
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (!it->opened_at && it->withdrawn_why.empty()) return *it;
  }
  if (all.empty()) unknown_meeting(id);
  throw Error(ErrorKind::conflict, "desk.none-waiting", {{"newest", all.back().id}});
}

std::string Desk::item(const std::string& meeting_id, char letter, const std::string& text) const {
  const std::string wanted = book_.shown(lower(tidy(text)));
  const bool full = wanted.find('.') != std::string::npos;
  const Meeting& in = full ? must(std::string(root_of(wanted))) : meeting(meeting_id);
  const auto ids = ids_of(in, letter);
  std::string id = wanted;
  if (!full) {
    const bool bare =
        !wanted.empty() && std::ranges::all_of(wanted, [](char c) { return c >= '0' && c <= '9'; });
    id = in.id + "." + (bare ? std::string(1, letter) + wanted : wanted);
  }
  // An answer belongs to its question's line.
  if (std::ranges::find(ids, id) != ids.end()) return id;
  throw Error(ErrorKind::not_found, "desk.unknown-item",
              {{"id", text}, {"meeting", in.id}, {"known", ids.empty() ? "-" : joined(ids)}});
}

}  // namespace adem::desk
