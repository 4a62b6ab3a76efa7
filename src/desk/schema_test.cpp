// The schema cannot hold what it must not (DOMAIN, section 7): no field about a person, a party, a
// candidate, religion, ethnicity or a vote in any act, event, state or rule book.
#include "desk/matrix.h"
#include "forbidden_fields.h"

namespace adem::desk {
namespace {

using namespace testing;
using adem::testing::forbidden_stem;

// Fields that a stem finds and that are not what it means, each with its reason.
struct Excused {
  std::string_view where, field, why;
};
constexpr Excused kExcused[] = {
    {"act account.appoint", "handle", "names an office's desk, not a person"},
    {"act account.end", "handle", "names an office's desk, not a person"},
    {"act meeting.attend", "name", "attendees sign in by name, DOMAIN section 7"},
    {"act station.report", "photo", "of a place and its water; it can be taken out"},
    {"act incident.report", "photo", "of a place and its water; it can be taken out"},
    {"state station", "photos", "hashes of those"},
    {"state incident", "photos", "hashes of those"},
    {"state meeting", "name", "attendees sign in by name, DOMAIN section 7"},
    {"event attendance.recorded", "name", "attendees sign in by name, DOMAIN section 7"},
    {"rules", "name_id", "of a duty, a stage, an office kind"},
    {"rules", "name_en", "of a duty, a stage, an office kind"},
    {"rules", "vote", "the day of voting"},
    {"rules", "voting-hours", "a legal line about hours"},
    {"rules", "station-voters", "a legal line about how many a station serves"},
    {"event forecast.published", "name", "of the list that a forecast was made from"},
    {"state forecast", "name", "of the list that a forecast was made from"},
    {"indicators", "name_id", "of an indicator"},
    {"indicators", "name_en", "of an indicator"},
};

bool excused(const std::string& where, const std::string& field) {
  return std::ranges::any_of(
      kExcused, [&](const Excused& one) { return where == one.where && field == one.field; });
}

void expect_allowed(const std::string& where, const std::string& field) {
  if (excused(where, field)) return;
  EXPECT_EQ(forbidden_stem(field), "") << where << ": " << field;
}

void walk(const std::string& where, const Json& json) {
  for (const auto& [key, value] : json.items()) {
    if (json.is_object()) expect_allowed(where, key);
    if (value.is_structured()) walk(where, value);
  }
}

TEST(Schema, NoActTakesAFieldAboutAPerson) {
  for (const Act& act : all_acts()) {
    for (const Arg& arg : act.args) {
      expect_allowed("act " + std::string(act.name), std::string(arg.name));
    }
  }
}

TEST(Schema, NoEventAndNoStateHoldsOne) {
  std::set<std::string> kinds, types;
  for (const auto& [row, cells] : read_matrix(std::string(ADEM_TEST_DATA) + "/matrix")) {
    if (who_may(cells).empty() || !Situation::all().contains(row)) continue;
    Table table;
    const Json args = Situation::all().at(row)(table, who_may(cells));
    ASSERT_EQ(table.refused(who_may(cells), act_of(row), args), "") << row;
    for (const auto& event : table.book.events()) {
      kinds.insert(event.kind);
      walk("event " + event.kind, event.body);
    }
    for (const auto& [id, state] : table.book.all()) {
      types.insert(state.value("type", ""));
      walk("state " + state.value("type", ""), state);
    }
  }
  // Every part of the desk was seen at work; only a spreadsheet corrects a meeting's records.
  for (const Part* part : parts()) {
    EXPECT_TRUE(types.contains(std::string(part->type))) << part->type;
    for (const Kind& kind : part->kinds) {
      if (kind.name.ends_with(".corrected") || kind.name == "meeting.changed") continue;
      EXPECT_TRUE(kinds.contains(std::string(kind.name))) << kind.name << " happens in no row";
    }
  }
}

TEST(Schema, NoRuleBookHasOne) {
  for (const auto& name : election::rule_book_names()) {
    walk("rules", to_json(election::rule_book(name)));
  }
  for (const auto& name : election::indicator_set_names()) {
    walk("indicators", to_json(election::indicator_set(name)));
  }
}

TEST(Schema, WhatIsForbiddenIsFoundInBothLanguages) {
  for (const char* field :
       {"name",     "nama_ketua", "person",    "nik",    "ktp-number", "phone",     "telepon",
        "email",    "party",      "partai",    "parpol", "candidate",  "calon_1",   "paslon",
        "religion", "agama",      "ethnicity", "suku",   "votes",      "suara_sah", "votesTotal",
        "turnout",  "perolehan",  "birthDate", "sex"}) {
    EXPECT_NE(forbidden_stem(field), "") << field;
  }
  for (const char* field : {"stations", "to_venue", "agenda", "stage", "message", "made_from",
                            "area", "about", "wave", "sector", "reached", "hash"}) {
    EXPECT_EQ(forbidden_stem(field), "") << field;
  }
}

}  // namespace
}  // namespace adem::desk
