#include "cli/room.h"

#include <cstdlib>
#include <vector>

#include "base/error.h"
#include "brief/agenda.h"
#include "desk/desk_fold.h"
#include "desk/record.h"
#include "workspace/ledger_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

Room::Room(Context& context)
    : context_(context),
      ledger_(workspace::open_ledger(context.workspace(), desk::desk_fold())),
      around_{.zone = context.workspace().zone(),
              .now = context.now(),
              .rules = &context.workspace().rules(),
              .tag = ledger_->tag(),
              .station = [this](const std::string& text) { return names().key(text); },
              .area_of_station = [this](const std::string& key) { return area_of_station(key); },
              .exercise = context.workspace().settings().exercise,
              .usual_agenda = [&context] { return brief::usual_agenda(context.speech()); }} {}

const election::StationNames& Room::names() {
  if (!names_) {
    auto& workspace = context_.workspace();
    names_ = std::make_unique<election::StationNames>(workspace::stations(workspace),
                                                      workspace::areas(workspace));
  }
  return *names_;
}

std::string Room::area_of_station(const std::string& key) { return names().area(key); }

desk::Actor Room::actor(const ledger::Reader& book) const {
  std::string handle = context_.as;
  if (handle.empty()) {
    const char* set = std::getenv("ADEM_AS");
    if (set != nullptr) handle = set;
  }
  if (!handle.empty()) return desk::actor_of(book, around_, handle);
  std::vector<std::string> known;
  book.states("account", "", [&known](const std::string& id, const Json&) { known.push_back(id); });
  if (known.empty()) return {};
  if (known.size() == 1) return desk::actor_of(book, around_, known.front());
  std::string all;
  for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
  throw Error(ErrorKind::misuse, "desk.say-who", {{"known", all}});
}

void Room::sit(const std::function<void(desk::Seat&)>& steps) {
  ledger_->commit(
      [&](const ledger::Reader& book) {
        desk::Seat seat(book, desk::desk_fold(), around_, actor(book));
        steps(seat);
        return seat.take();
      },
      around_.now);
}

Json Room::act(std::string_view name, const Json& values) {
  return desk::record(
             *ledger_, around_, [this](const ledger::Reader& book) { return actor(book); }, name,
             values)
      .result;
}

desk::Recorded Room::act_once(std::string_view name, const Json& values, const Id& id) {
  return desk::record(
      *ledger_, around_, [this](const ledger::Reader& book) { return actor(book); }, name, values,
      desk::once_of(actor(*ledger_).account, id));
}

}  // namespace adem::cli
