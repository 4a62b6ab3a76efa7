// Who is trusted, from the events node.enrolled and node.revoked and the founder alone: a pure
// function of the set, whatever order they came in.
//
// Nodes are ranked: the founder first, then by how many enrolments away from the founder, then by
// the clock of the enrolment. In that order each node is judged by those before it:
//   - an enrolment counts when its signer is trusted at that number and may speak for its office;
//     the latest one says name and offices;
//   - a revocation by a senior, or by the node itself, ends its trust after the number it names.
// A junior cannot revoke a senior: two nodes that revoke each other would otherwise have no answer
// that all keepers agree on. So the founder can be replaced (join), never revoked.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/tables.h"

namespace adem::ledger {

inline constexpr std::string_view kEnrolled = "node.enrolled";
inline constexpr std::string_view kRevoked = "node.revoked";
inline constexpr std::string_view kRedacted = "event.redacted";
bool is_own_kind(std::string_view kind);  // one of the three: the ledger's, not the desk's

// What a redaction means, in one name: node, number and hash of the event. One that does not fit
// together means nothing, whether the event is here already or comes later.
struct Target {
  Id node;
  std::uint64_t seq = 0;
  Hash hash;
  Hash name() const;
};
// Nothing where the body does not hold what it must.
std::optional<Target> target_of(const Json& redaction);

struct Trusted {
  std::string name;
  std::vector<std::string> offices;  // empty: any
  std::uint64_t last_good = std::numeric_limits<std::uint64_t>::max();
  std::size_t rank = 0;   // 0: the founder
  bool enrolled = false;  // an enrolment says so; a founder is trusted without one
  bool operator==(const Trusted&) const = default;
  bool is_revoked() const { return last_good != std::numeric_limits<std::uint64_t>::max(); }
};

class Trustees {
 public:
  Trustees() = default;
  // `events`: those two kinds, in any order; others are ignored.
  Trustees(const Id& root, const Id& own, const std::vector<Row>& events);

  // The event's standing. A node that nobody enrolled folds its own events at home.
  Standing judge(const Id& node, std::uint64_t seq, std::string_view office) const;
  const Trusted* find(const Id& node) const;
  const std::map<Id, Trusted>& all() const { return trusted_; }

 private:
  Id own_;
  std::map<Id, Trusted> trusted_;
};

}  // namespace adem::ledger
