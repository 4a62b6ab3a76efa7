#include "desk/record.h"

#include "desk/desk_fold.h"
#include "desk/issue.h"

namespace adem::desk {

namespace {

// What was handed over leaves this book and, with the next bundle, every other.
void redact(ledger::Ledger& ledger, const Surroundings& around, const Actor& who,
            const Json& result) {
  ledger::Draft by;
  by.at = around.now;
  by.author = who.account;
  by.office = who.office;
  by.area = who.area;
  const auto issue = result.at("redact").get<std::string>();
  for (const auto& event : texts_of_handed_over(ledger, issue)) {
    ledger.redact(event, result.at("why").get<std::string>(), by);
  }
}

}  // namespace

Recorded record(ledger::Ledger& ledger, const Surroundings& around,
                const std::function<Actor(const ledger::Reader&)>& actor, std::string_view name,
                const Json& values, const std::string& once) {
  Recorded recorded;
  Actor who;
  const ledger::Act act = [&](const ledger::Reader& book) {
    who = actor(book);
    Seat seat(book, desk_fold(), around, who);
    recorded.result = perform(seat, name, values);
    return seat.take();
  };
  if (once.empty()) {
    ledger.commit(act, around.now);
  } else {
    recorded.repeated = !ledger.commit_once(once, act, around.now);
  }
  if (recorded.result.contains("redact")) redact(ledger, around, who, recorded.result);
  return recorded;
}

std::string once_of(const std::string& account, const Id& id) {
  return "act " + account + " " + ledger::uuid_text(id);
}

}  // namespace adem::desk
