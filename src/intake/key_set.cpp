#include "intake/key_set.h"

#include <cstring>

#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

Id id_of(std::string_view key, std::string_view election, std::string_view scheme) {
  return make_id({election, scheme.empty() ? key_scheme(key) : scheme, key});
}

std::uint32_t tag_of(const Id& id) {
  std::uint32_t tag = 0;
  std::memcpy(&tag, id.bytes.data(), sizeof tag);
  return tag;
}

}  // namespace

std::size_t KeySet::slot_of(const Id& id) const {
  const std::uint32_t tag = tag_of(id);
  std::size_t slot = tag & (slots_.size() - 1);
  while (slots_[slot].row != kNone &&
         (slots_[slot].tag != tag || table_.id(slots_[slot].row) != id)) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

void KeySet::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const auto& each : old) {
    if (each.row == kNone) continue;
    std::size_t slot = each.tag & (slots_.size() - 1);
    while (slots_[slot].row != kNone) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = each;
  }
}

KeySet::Placed KeySet::place(std::string_view key, std::string_view election,
                             std::string_view scheme, bool given) {
  if ((table_.size() + 1) * 2 > slots_.size()) grow();
  key_ = key;
  base_.clear();
  Id id = id_of(key_, election, scheme);
  const auto mark = given ? key.rfind('#') : std::string_view::npos;
  if (mark != std::string_view::npos && mark > 0 && code_digits(key.substr(mark + 1)) &&
      known(slot_of(id_of(key.substr(0, mark), election, scheme)))) {
    base_ = key.substr(0, mark);
  }
  std::size_t slot = slot_of(id);
  if (known(slot)) base_ = key;
  for (int n = 2; known(slot); ++n) {
    key_ = base_ + '#' + std::to_string(n);
    id = id_of(key_, election, scheme);
    slot = slot_of(id);
  }
  free_ = slot;
  free_tag_ = tag_of(id);
  return {key_, base_, id};
}

void KeySet::added() { slots_[free_] = {free_tag_, static_cast<std::uint32_t>(table_.size() - 1)}; }

}  // namespace adem::intake
