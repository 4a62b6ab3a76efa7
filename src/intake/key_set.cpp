#include "intake/key_set.h"

#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

Id id_of(std::string_view key, std::string_view election, std::string_view scheme) {
  return make_id({election, scheme.empty() ? key_scheme(key) : scheme, key});
}

}  // namespace

std::size_t KeySet::slot_of(const Id& id) const {
  std::size_t slot = IdHash{}(id) & (slots_.size() - 1);
  while (slots_[slot] != kNone && table_.id(slots_[slot]) != id) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

void KeySet::grow() {
  slots_.assign(slots_.size() * 2, kNone);
  for (std::uint32_t row = 0; row < table_.size(); ++row) slots_[slot_of(table_.id(row))] = row;
}

KeySet::Placed KeySet::place(std::string_view key, std::string_view election,
                             std::string_view scheme, bool given) {
  key_ = key;
  base_.clear();
  Id id = id_of(key_, election, scheme);
  const auto mark = given ? key.rfind('#') : std::string_view::npos;
  if (mark != std::string_view::npos && mark > 0 && code_digits(key.substr(mark + 1)) &&
      known(id_of(key.substr(0, mark), election, scheme))) {
    base_ = key.substr(0, mark);
  }
  if (known(id)) {
    base_ = key;
    for (int n = 2; known(id); ++n) {
      key_ = base_ + '#' + std::to_string(n);
      id = id_of(key_, election, scheme);
    }
  }
  return {key_, base_, id};
}

void KeySet::added() {
  if ((table_.size() + 1) * 2 > slots_.size()) {
    grow();
    return;
  }
  const auto row = static_cast<std::uint32_t>(table_.size() - 1);
  slots_[slot_of(table_.id(row))] = row;
}

}  // namespace adem::intake
