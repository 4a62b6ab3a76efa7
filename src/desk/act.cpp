#include "desk/act.h"

#include <algorithm>

#include "base/error.h"
#include "desk/accounts.h"
#include "desk/actions.h"
#include "desk/decisions.h"
#include "desk/facts.h"
#include "desk/forecasts.h"
#include "desk/incidents.h"
#include "desk/issue.h"
#include "desk/meeting_acts.h"
#include "desk/obstacles.h"
#include "desk/proposals.h"
#include "desk/registers.h"
#include "desk/stages.h"
#include "desk/stations.h"
#include "desk/witness.h"

namespace adem::desk {

namespace {

std::string names_in(const Act& act) {
  std::string text;
  for (const auto& arg : act.args) {
    text += (text.empty() ? "" : ", ");
    text += arg.name;
  }
  return text.empty() ? "-" : text;
}

bool fits(ArgKind kind, const Json& value) {
  switch (kind) {
    case ArgKind::text:
    case ArgKind::file:
      return value.is_string();
    case ArgKind::number:
      return value.is_number_integer();
    case ArgKind::flag:
      return value.is_boolean();
    case ArgKind::list:
      return value.is_array() &&
             std::ranges::all_of(value, [](const Json& one) { return one.is_string(); });
  }
  return false;
}

std::string_view word_of(ArgKind kind) {
  static constexpr std::string_view words[] = {"text", "number", "flag", "list", "file"};
  return words[static_cast<std::size_t>(kind)];
}

void check(const Act& act, const Json& values) {
  const std::string name(act.name);
  if (!values.is_object()) {
    throw Error(ErrorKind::bad_input, "desk.bad-arg",
                {{"act", name}, {"name", "-"}, {"kind", "object"}});
  }
  for (const auto& [key, value] : values.items()) {
    const auto arg = std::ranges::find(act.args, key, &Arg::name);
    if (arg == act.args.end()) {
      throw Error(ErrorKind::bad_input, "desk.unknown-arg",
                  {{"act", name}, {"name", key}, {"known", names_in(act)}});
    }
    if (!fits(arg->kind, value)) {
      throw Error(ErrorKind::bad_input, "desk.bad-arg",
                  {{"act", name}, {"name", key}, {"kind", std::string(word_of(arg->kind))}});
    }
  }
  for (const auto& arg : act.args) {
    if (arg.required && !values.contains(arg.name)) {
      throw Error(ErrorKind::bad_input, "desk.missing-arg",
                  {{"act", name}, {"name", std::string(arg.name)}});
    }
  }
}

std::vector<Act> gathered() {
  std::vector<Act> acts;
  for (const auto part :
       {account_acts(), action_acts(), decision_acts(), fact_acts(), forecast_acts(),
        incident_acts(), issue_acts(), meeting_acts(), obstacle_acts(), proposal_acts(),
        register_acts(), stage_acts(), station_acts(), witness_acts()}) {
    acts.insert(acts.end(), part.begin(), part.end());
  }
  std::ranges::sort(acts, {}, &Act::name);
  return acts;
}

}  // namespace

std::string Args::text(std::string_view name) const {
  const auto it = values_.find(name);
  return it == values_.end() ? std::string() : it->get<std::string>();
}

std::int64_t Args::number(std::string_view name, std::int64_t otherwise) const {
  const auto it = values_.find(name);
  return it == values_.end() ? otherwise : it->get<std::int64_t>();
}

bool Args::flag(std::string_view name) const {
  const auto it = values_.find(name);
  return it != values_.end() && it->get<bool>();
}

std::vector<std::string> Args::list(std::string_view name) const {
  const auto it = values_.find(name);
  return it == values_.end() ? std::vector<std::string>() : it->get<std::vector<std::string>>();
}

const std::vector<Act>& all_acts() {
  static const std::vector<Act> acts = gathered();
  return acts;
}

const Act* find_act(std::string_view name) {
  const auto& acts = all_acts();
  const auto it = std::ranges::find(acts, name, &Act::name);
  return it == acts.end() ? nullptr : &*it;
}

Json perform(Seat& seat, std::string_view name, const Json& values) {
  const Act* act = find_act(name);
  if (act == nullptr) {
    throw Error(ErrorKind::misuse, "desk.unknown-act", {{"name", std::string(name)}});
  }
  check(*act, values);
  return act->run(seat, Args(values));
}

}  // namespace adem::desk
