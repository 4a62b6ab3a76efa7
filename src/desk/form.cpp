#include "desk/form.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <utility>

#include "base/error.h"
#include "desk/dates.h"

namespace adem::desk {

namespace {

using election::FormRow;
using election::FormSheet;

enum class Did { nothing, added, changed };

// 3 of "3", "3." or "t3"; 0 where there is none.
std::size_t number_in(const std::string& text) {
  const auto digit = text.find_first_of("0123456789");
  std::size_t number = 0;
  if (digit != std::string::npos) {
    std::from_chars(text.data() + digit, text.data() + text.size(), number);
  }
  return number;
}

bool says_no(const std::string& text) {
  static const std::set<std::string> words = {"tidak", "no", "n", "0", "absen", "absent", "-"};
  std::string lower = tidy(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return words.contains(lower);
}

class Filler {
 public:
  Filler(Desk& desk, const election::MeetingForm& form) : desk_(desk), form_(form) {}

  FormResult fill();

 private:
  // Runs one row's act and counts what it did; an Error becomes a refusal of that row.
  void row(const std::string& sheet, const FormRow& row, const std::function<Did()>& act);
  // One more act of the heading, which is counted already.
  void heading_too(Did (Filler::*act)());
  void each(const FormSheet& sheet, Did (Filler::*act)(const FormRow&));
  bool means(const Meeting& known, const Heading& heading, const std::string& day) const;
  Did heading();
  Did begin();
  Did finish();
  Did attendance(const FormRow& row);
  Did note(const FormRow& row);
  Did question(const FormRow& row);
  Did answer(const FormRow& row, const std::string& question);
  Did commitment(const FormRow& row);
  Did kept(const FormRow& row, const std::string& id);
  Did obstacle(const FormRow& row);

  const Meeting& now() const { return desk_.meeting(meeting_); }
  std::optional<Instant> moment(std::string_view field) const;
  // The item a row stands for: one that says the same, else the one with the row's number, else
  // none. No item stands for two rows.
  template <typename Item, typename Same>
  const Item* stands_for(const std::vector<Item>& items, const FormRow& row, Same same);

  Desk& desk_;
  const election::MeetingForm& form_;
  FormResult result_;
  std::string meeting_;
  std::set<std::string> taken_;
  std::string last_question_;
  Did heading_did_ = Did::nothing;
};

void Filler::row(const std::string& sheet, const FormRow& row, const std::function<Did()>& act) {
  ++result_.report.rows;
  try {
    const Did did = act();
    if (did == Did::added) ++result_.report.added;
    if (did == Did::changed) ++result_.report.changed;
    if (did == Did::nothing) ++result_.report.unchanged;
  } catch (const Error& error) {
    result_.report.refused.push_back({row.number, sheet, "", error.message()});
  }
}

void Filler::heading_too(Did (Filler::*act)()) {
  auto& report = result_.report;
  try {
    if ((this->*act)() == Did::nothing || heading_did_ != Did::nothing) return;
    heading_did_ = Did::changed;
    --report.unchanged;
    ++report.changed;
  } catch (const Error& error) {
    report.refused.push_back({form_.heading.number, form_.heading_sheet, "", error.message()});
  }
}

void Filler::each(const FormSheet& sheet, Did (Filler::*act)(const FormRow&)) {
  for (const auto& one : sheet.rows) {
    row(sheet.name, one, [&] { return (this->*act)(one); });
  }
}

template <typename Item, typename Same>
const Item* Filler::stands_for(const std::vector<Item>& items, const FormRow& row, Same same) {
  const Item* chosen = nullptr;
  const std::size_t number = number_in(row["number"]);
  for (const Item& item : items) {
    if (!item.withdrawn_why.empty() || taken_.contains(item.id)) continue;
    if (same(item)) {
      chosen = &item;
      break;
    }
    if (chosen == nullptr && number > 0 && static_cast<std::size_t>(number_of(item.id)) == number) {
      chosen = &item;
    }
  }
  if (chosen != nullptr) taken_.insert(chosen->id);
  return chosen;
}

std::optional<Instant> Filler::moment(std::string_view field) const {
  const std::string text = tidy(form_.heading[field]);
  if (text.empty()) return std::nullopt;
  if (const auto whole = read_moment(text, desk_.around().zone)) return whole;
  const auto day = read_date(form_.heading["date"]);
  const auto minutes = read_clock(text);
  if (!day || !minutes) throw Error(ErrorKind::bad_input, "desk.bad-moment", {{"text", text}});
  return *parse_date(*day, desk_.around().zone) + Seconds{60 * *minutes};
}

bool Filler::means(const Meeting& known, const Heading& heading, const std::string& day) const {
  if (!known.form.empty()) return known.form == heading.form;
  // Called by hand, for its invitation; the evening's form then fills it in.
  return known.title == heading.title && date_of(known.starts, desk_.around().zone) == day;
}

Did Filler::heading() {
  const FormRow& in = form_.heading;
  Heading heading;
  heading.title = tidy(in["title"]);
  heading.place = tidy(in["place"]);
  heading.convener = tidy(in["convener"]);
  heading.area = tidy(in["area"]);
  heading.letter_number = tidy(in["letter-number"]);
  heading.invited = split_list(in["invited"]);
  for (const auto& line : form_.agenda.rows) heading.agenda.push_back(tidy(line["title"]));
  const auto day = desk_.due(in["date"], nullptr);
  const auto starts = moment("clock");
  heading.starts = starts ? *starts : *parse_date(day, desk_.around().zone);
  heading.form = heading.title + " | " + day;
  for (const Meeting& known : desk_.book().meetings()) {
    if (!means(known, heading, day) || !known.withdrawn_why.empty()) continue;
    meeting_ = known.id;
    std::vector<std::string> titles;
    for (const auto& item : known.agenda) titles.push_back(item.title);
    const bool same = known.form == heading.form && known.title == heading.title &&
                      known.starts == heading.starts && known.place == heading.place &&
                      known.convener == heading.convener && known.area == heading.area &&
                      known.letter_number == heading.letter_number &&
                      known.invited == heading.invited &&
                      (heading.agenda.empty() || titles == heading.agenda);
    if (known.closed_at) desk_.allow_late(true);
    if (same) return Did::nothing;
    desk_.change(meeting_, heading);
    return Did::changed;
  }
  meeting_ = desk_.call(heading);
  return Did::added;
}

Did Filler::begin() {
  if (now().opened_at) return Did::nothing;
  const auto at = moment("opened");
  desk_.open(meeting_, at ? *at : now().starts, !at);
  return Did::added;
}

Did Filler::finish() {
  const std::string closing = tidy(form_.heading["closing"]);
  const auto at = moment("closed");
  if (now().closed_at && now().closing == closing &&
      (at ? now().closing_recorded && now().closed_at == at : !now().closing_recorded)) {
    return Did::nothing;
  }
  const bool again = now().closed_at.has_value();
  desk_.close(meeting_, closing, at, !at);
  desk_.allow_late(true);
  return again ? Did::changed : Did::added;
}

Did Filler::attendance(const FormRow& row) {
  Attendee attendee;
  attendee.office = tidy(row["office"]);
  attendee.name = tidy(row["name"]);
  attendee.role = tidy(row["role"]);
  attendee.present = !says_no(row["present"]);
  const auto same = [&](const Attendee& known) {
    return known.office == attendee.office && known.name == attendee.name;
  };
  const Attendee* known = stands_for(now().attendance, row, same);
  if (known == nullptr) {
    taken_.insert(desk_.attend(meeting_, attendee));
    return Did::added;
  }
  if (known->role == attendee.role && known->present == attendee.present) return Did::nothing;
  desk_.correct(known->id, attendee);
  return Did::changed;
}

Did Filler::note(const FormRow& row) {
  const std::string text = tidy(row["notes"]);
  const auto& agenda = now().agenda;
  const auto item = std::ranges::find(agenda, tidy(row["title"]), &AgendaItem::title);
  if (text.empty() || item == agenda.end() || item->notes == text) return Did::nothing;
  const bool added = item->notes.empty();
  desk_.note(meeting_, item->number, text);
  return added ? Did::added : Did::changed;
}

Did Filler::question(const FormRow& row) {
  Question question;
  question.office = tidy(row["office"]);
  question.text = tidy(row["question"]);
  question.stations = desk_.stations(split_list(row["station"]));
  // A row with an answer and no question is one more answer to the question above it.
  if (question.text.empty() && !last_question_.empty()) return answer(row, last_question_);
  const Question* known =
      stands_for(now().questions, row, [&](const Question& q) { return q.text == question.text; });
  Did did = Did::nothing;
  if (known == nullptr) {
    last_question_ = desk_.ask(meeting_, question);
    taken_.insert(last_question_);
    did = Did::added;
  } else {
    last_question_ = known->id;
    if (known->office != question.office || known->text != question.text ||
        known->stations != question.stations) {
      desk_.correct(last_question_, question);
      did = Did::changed;
    }
  }
  const Did answered = answer(row, last_question_);
  if (did == Did::nothing && answered != Did::nothing) did = Did::changed;
  return did;
}

Did Filler::answer(const FormRow& row, const std::string& question) {
  Answer answer;
  answer.office = tidy(row["answered-by"]);
  answer.text = tidy(row["answer"]);
  if (answer.office.empty() && answer.text.empty()) return Did::nothing;
  const auto& questions = now().questions;
  const auto& answers = std::ranges::find(questions, question, &Question::id)->answers;
  const Answer* known = nullptr;
  for (const Answer& one : answers) {
    if (!one.withdrawn_why.empty() || taken_.contains(one.id)) continue;
    if (one.text == answer.text || one.office == answer.office) known = &one;
    if (one.text == answer.text && one.office == answer.office) break;
  }
  if (known == nullptr) {
    taken_.insert(desk_.answer(question, answer));
    return Did::added;
  }
  const std::string id = known->id;
  taken_.insert(id);
  if (known->text == answer.text && known->office == answer.office) return Did::nothing;
  desk_.correct(id, answer);
  return Did::changed;
}

Did Filler::commitment(const FormRow& row) {
  Commitment commitment;
  commitment.owner = tidy(row["owner"]);
  commitment.text = tidy(row["commitment"]);
  commitment.due = desk_.due(row["due"], &now());
  commitment.stations = desk_.stations(split_list(row["station"]));
  if (const std::string text = tidy(row["question"]); !text.empty()) {
    commitment.question = desk_.item(meeting_, 't', text);
  }
  const Commitment* known = stands_for(
      now().commitments, row, [&](const Commitment& c) { return c.text == commitment.text; });
  if (known == nullptr) {
    const std::string id = desk_.commit(meeting_, commitment);
    taken_.insert(id);
    kept(row, id);
    return Did::added;
  }
  const std::string id = known->id;
  const bool same = known->owner == commitment.owner && known->text == commitment.text &&
                    known->due == commitment.due && known->stations == commitment.stations &&
                    known->question == commitment.question;
  if (!same) desk_.correct(id, commitment);
  const Did did = kept(row, id);
  return same ? did : Did::changed;
}

Did Filler::kept(const FormRow& row, const std::string& id) {
  if (tidy(row["kept-on"]).empty()) return Did::nothing;
  const std::string day = desk_.due(row["kept-on"], nullptr);
  const std::string evidence = tidy(row["evidence"]);
  const Commitment& known = *std::ranges::find(now().commitments, id, &Commitment::id);
  if (known.kept_at && known.kept_on == day && known.evidence == evidence) return Did::nothing;
  desk_.kept(id, evidence, day);
  return Did::changed;
}

Did Filler::obstacle(const FormRow& row) {
  Obstacle obstacle;
  obstacle.stage = tidy(row["stage"]);
  obstacle.place = tidy(row["place"]);
  obstacle.effect = tidy(row["effect"]);
  obstacle.step = tidy(row["step"]);
  obstacle.owner = tidy(row["owner"]);
  obstacle.due = desk_.due(row["due"], &now(), false);
  const Obstacle* known = stands_for(now().obstacles, row, [&](const Obstacle& o) {
    return o.effect == obstacle.effect && o.place == obstacle.place;
  });
  if (known == nullptr) {
    taken_.insert(desk_.obstacle(meeting_, obstacle));
    return Did::added;
  }
  const bool same = known->stage == obstacle.stage && known->place == obstacle.place &&
                    known->effect == obstacle.effect && known->step == obstacle.step &&
                    known->owner == obstacle.owner && known->due == obstacle.due;
  if (same) return Did::nothing;
  desk_.correct(known->id, obstacle);
  return Did::changed;
}

FormResult Filler::fill() {
  row(form_.heading_sheet, form_.heading, [this] { return heading_did_ = heading(); });
  if (meeting_.empty()) return result_;  // nothing can be said about a meeting that is not there
  each(form_.attendance, &Filler::attendance);
  const bool spoken =
      !form_.questions.rows.empty() || !form_.commitments.rows.empty() ||
      !form_.obstacles.rows.empty() ||
      std::ranges::any_of(form_.agenda.rows, [](const FormRow& r) { return !r["notes"].empty(); });
  const bool closes = !form_.heading["closing"].empty() || !form_.heading["closed"].empty();
  if (spoken || closes || !form_.heading["opened"].empty()) {
    heading_too(&Filler::begin);
  }
  if (!result_.report.refused.empty() && !now().opened_at) return result_;
  each(form_.agenda, &Filler::note);
  each(form_.questions, &Filler::question);
  each(form_.commitments, &Filler::commitment);
  each(form_.obstacles, &Filler::obstacle);
  if (closes) heading_too(&Filler::finish);
  result_.meeting = meeting_;
  return result_;
}

}  // namespace

FormResult apply_form(Desk& desk, const election::MeetingForm& form) {
  FormResult result = Filler(desk, form).fill();
  if (!result.report.refused.empty()) {
    // Nothing of a refused form is written: what looked added was not.
    result.report.added = result.report.changed = 0;
    std::set<std::pair<std::string, std::size_t>> refused;
    for (const auto& one : result.report.refused) refused.emplace(one.column, one.row);
    result.report.unchanged = result.report.rows - refused.size();
    result.meeting.clear();
  }
  return result;
}

}  // namespace adem::desk
