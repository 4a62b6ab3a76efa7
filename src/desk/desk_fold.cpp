#include "desk/desk_fold.h"

#include <array>
#include <map>

#include "desk/accounts.h"
#include "desk/dossier.h"
#include "desk/facts.h"
#include "desk/forecasts.h"
#include "desk/ids.h"
#include "desk/incidents.h"
#include "desk/issue.h"
#include "desk/meeting_part.h"
#include "desk/obstacles.h"
#include "desk/registers.h"
#include "desk/stages.h"
#include "desk/stations.h"
#include "desk/witness.h"

namespace adem::desk {

namespace {

struct Known {
  const Part* part = nullptr;
  bool creates = false;
};

class DeskFold final : public ledger::Fold {
 public:
  DeskFold() {
    for (const Part* part : parts()) {
      for (const Kind& kind : part->kinds) known_.emplace(kind.name, Known{part, kind.creates});
    }
  }

  std::optional<ledger::Place> place(const ledger::Event& event) const override {
    const auto it = known_.find(event.kind);
    if (it == known_.end()) return std::nullopt;
    return ledger::Place{std::string(root_of(event.subject)), std::string(it->second.part->type),
                         it->second.creates};
  }

  void apply(Json& state, const ledger::Event& event) const override {
    const auto it = known_.find(event.kind);
    if (it == known_.end()) return;
    Json after = state;
    try {
      it->second.part->apply(after, event);
      if (after.is_object()) after["type"] = it->second.part->type;
      state = std::move(after);
      return;
    } catch (const Unreadable&) {
    } catch (const Json::exception&) {
    }
    if (!state.is_object()) state = Json{{"type", it->second.part->type}};
    state["unreadable"] = state.value("unreadable", std::int64_t{0}) + 1;
  }

  std::string area(const Json& state) const override {
    const auto it = state.find("area");
    return it != state.end() && it->is_string() ? it->get<std::string>() : std::string();
  }

  int version() const override { return kFoldVersion; }

 private:
  std::map<std::string, Known, std::less<>> known_;
};

}  // namespace

std::span<const Part* const> parts() {
  static const std::array all = {
      &account_part(),  &dossier_part(), &fact_part(),    &forecast_part(), &forecast_rows_part(),
      &incident_part(), &issue_part(),   &meeting_part(), &obstacle_part(), &readiness_part(),
      &register_part(), &stage_part(),   &station_part(), &witness_part(),
  };
  return all;
}

const ledger::Fold& desk_fold() {
  static const DeskFold fold;
  return fold;
}

}  // namespace adem::desk
