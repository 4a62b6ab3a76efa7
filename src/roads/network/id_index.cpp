#include "roads/network/id_index.h"

#include <algorithm>
#include <bit>

namespace adem::roads {

namespace {

std::uint64_t distance(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

}  // namespace

IdIndex::IdIndex(std::vector<std::int64_t> ids) : ids_(std::move(ids)) {
  std::ranges::sort(ids_);
  const auto rest = std::ranges::unique(ids_);
  ids_.erase(rest.begin(), rest.end());
  if (ids_.empty()) return;
  // About one id a slice.
  const auto range = distance(ids_.front(), ids_.back());
  const unsigned range_bits = static_cast<unsigned>(std::bit_width(range));
  const unsigned table_bits = static_cast<unsigned>(std::bit_width(ids_.size()));
  shift_ = range_bits > table_bits ? range_bits - table_bits : 0;
  const auto slices = static_cast<std::size_t>(range >> shift_) + 1;
  bucket_.assign(slices + 1, static_cast<std::uint32_t>(ids_.size()));
  for (auto i = static_cast<std::uint32_t>(ids_.size()); i-- > 0;) {
    bucket_[static_cast<std::size_t>(distance(ids_.front(), ids_[i]) >> shift_)] = i;
  }
  for (std::size_t s = slices; s-- > 0;) bucket_[s] = std::min(bucket_[s], bucket_[s + 1]);
}

std::uint32_t IdIndex::find(std::int64_t id) const {
  if (ids_.empty() || id < ids_.front() || id > ids_.back()) return kNone;
  const auto slice = static_cast<std::size_t>(distance(ids_.front(), id) >> shift_);
  const auto begin = ids_.begin() + bucket_[slice], end = ids_.begin() + bucket_[slice + 1];
  const auto it = std::lower_bound(begin, end, id);
  return it != end && *it == id ? static_cast<std::uint32_t>(it - ids_.begin()) : kNone;
}

}  // namespace adem::roads
