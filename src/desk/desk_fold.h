// What events of the desk mean. Each part of the desk (accounts, issues, stations, …) owns its
// kinds of events and the state they make; this is where they are told apart.
#pragma once

#include <span>
#include <string_view>

#include "ledger/fold.h"

namespace adem::desk {

struct Kind {
  std::string_view name;  // "issue.raised"
  bool creates = false;
};

// A part of the desk: one type of aggregate.
struct Part {
  std::string_view type;  // "issue"
  std::span<const Kind> kinds;
  // `state` is null before the first event; see ledger::Fold::apply. What it throws for a malformed
  // body (Json exceptions, Unreadable) leaves the state as it was; it is then counted in the
  // state's "unreadable". state["area"] is the area by which it is found.
  void (*apply)(Json& state, const ledger::Event& event);
};
struct Unreadable {};

// The parts, in the order of their types.
std::span<const Part* const> parts();

const ledger::Fold& desk_fold();

// Raise it with any change of what events mean.
inline constexpr int kFoldVersion = 3;

}  // namespace adem::desk
