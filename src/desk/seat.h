// Who sits at the desk, what they may do, and what they have done in this act. Every act of every
// kind goes through a Seat: rights, areas and dates of appointment are judged here and nowhere
// above.
//
// An office is a kind of the rule book and an area: "ppk:14.72.05". It acts on its own area and on
// what lies below it. Until the first account is appointed the table is open: meetings can be kept
// without accounts, everything else needs one (desk.no-accounts).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/ids.h"
#include "desk/meeting.h"
#include "election/rules.h"
#include "ledger/ledger.h"

namespace adem::desk {

using election::Right;

// What the desk must be told about the world outside.
struct Surroundings {
  Zone zone;
  Instant now;
  const election::RuleBook* rules = nullptr;
  std::string tag;  // of this node: eight hex digits
  // The key of a station as people write it ("TPS 001 Guntung"). Throws where there is none or more
  // than one.
  std::function<std::string(const std::string&)> station;
  // The area code of a station's key; empty where unknown.
  std::function<std::string(const std::string&)> area_of_station;
  bool exercise = false;
  // The usual agenda of a meeting in the language of who acts; its items have codes, so that others
  // read it in theirs. Without it a meeting has the items that it is called with.
  std::function<std::vector<AgendaItem>()> usual_agenda = {};
};

struct Actor {
  std::string account;  // handle; empty at an open table
  std::string office;   // "ppk:14.72.05"
  const election::OfficeKind* kind = nullptr;
  std::string area;
  bool may(Right right) const { return kind != nullptr && kind->may(right); }
  bool owns(std::string_view topic) const;
};

// True where `area` is `within` or lies below it; an empty `within` covers everything.
bool covers(std::string_view within, std::string_view area);
// "ppk" and "14.72.05". Error desk.bad-office {text}.
std::pair<std::string, std::string> office_parts(const std::string& office);

// The account as appointed on the day of `now`. Errors desk.no-account {handle, known},
// desk.not-appointed {handle, from, to} before or after its dates.
Actor actor_of(const ledger::Reader& book, const Surroundings& around, const std::string& handle);
// Whether any account was ever appointed.
bool has_accounts(const ledger::Reader& book);
class Seat;
bool has_accounts(const Seat& seat);
// Errors desk.no-accounts, desk.not-allowed {office, right, who may}.
void require(const Actor& who, const election::RuleBook& rules, Right right);

class Seat {
 public:
  Seat(const ledger::Reader& book, const ledger::Fold& fold, const Surroundings& around, Actor who);

  const Actor& who() const { return who_; }
  const Surroundings& around() const { return around_; }
  const election::RuleBook& rules() const { return *around_.rules; }
  std::string today() const;  // ISO date in the zone

  // What is, with this act's own doings applied.
  std::optional<Json> state(const std::string& aggregate) const;
  void states(std::string_view type, std::string_view area,
              const std::function<void(const std::string&, const Json&)>& visit) const;
  std::vector<std::string> ids(std::string_view type) const;  // aggregates of a type
  // The aggregate of a type that a person means. Error desk.unknown-id {id, type, known} or
  // desk.ambiguous-id {id, known}.
  std::string meant(std::string_view type, const std::string& text) const;

  // Errors: desk.no-accounts, desk.not-allowed {office, right, who may},
  // desk.foreign-area {office, area}.
  void require(Right right, std::string_view area) const;

  // A free text that may be written down: tidy, UTF-8, not too long, nobody in it. Errors
  // desk.empty, desk.too-long, desk.not-text, guard.*. `field` names it in the error.
  std::string words(const std::string& text, const std::string& field, bool required = true) const;
  // ISO date. Errors desk.empty, desk.bad-date.
  std::string day(const std::string& text, const std::string& field, bool required = true) const;
  // "2024-11-27T05:30:00Z" of a moment as people write it; empty text: now. Error desk.bad-moment.
  std::string moment(const std::string& text) const;
  std::string station(const std::string& text) const;  // key
  std::string area_of_station(const std::string& key) const;

  std::string mint(std::string_view type, char letter) const;  // a new root id
  // Remembers an event of this act; its effect shows in state() at once.
  // `office` is what stands in the record at an open table, where nobody has an account.
  void act(std::string_view kind, const std::string& subject, std::string_view area, Json body,
           const std::string& office = {});
  const std::vector<ledger::Draft>& drafts() const { return drafts_; }
  // The drafts, taken away: what the seat shows is then what its book shows.
  std::vector<ledger::Draft> take();

 private:
  const ledger::Reader& book_;
  const ledger::Fold& fold_;
  const Surroundings& around_;
  Actor who_;
  std::vector<ledger::Draft> drafts_;
  struct Changed {
    std::string type, area;
    Json state;
  };
  std::map<std::string, Changed> changed_;
};

}  // namespace adem::desk
