// The keys of a list that is being read: gives each station its id, and a key of its own where an
// earlier row has the same one ("key#2"), so that nothing is merged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "election/register.h"

namespace adem::intake {

class KeySet {
 public:
  // The table that the placed stations are added to, one by one.
  explicit KeySet(const election::StationTable& table) : table_(table), slots_(1024) {}

  struct Placed {
    std::string_view key;      // valid until the next place()
    std::string_view repeats;  // the key an earlier row has as well; empty where none has
    Id id;
  };
  // With `given`, "key#2" from a list that adem wrote counts as a repetition of "key". An empty
  // scheme takes the key's own.
  Placed place(std::string_view key, std::string_view election, std::string_view scheme,
               bool given);
  // The placed station is now the table's last row.
  void added();

 private:
  static constexpr std::uint32_t kNone = ~0U;
  // A part of the id beside its row: most probes end without a look into the table.
  struct Slot {
    std::uint32_t tag = 0, row = kNone;
  };
  std::size_t slot_of(const Id& id) const;
  bool known(std::size_t slot) const { return slots_[slot].row != kNone; }
  void grow();

  const election::StationTable& table_;
  std::vector<Slot> slots_;  // open addressing
  std::size_t free_ = 0;     // where the placed id will stand
  std::uint32_t free_tag_ = 0;
  std::string key_, base_;
};

}  // namespace adem::intake
