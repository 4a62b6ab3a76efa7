// Finds the imported area that a row means: by code, or by name within its district.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/register.h"

namespace adem::intake {

inline constexpr std::uint32_t kNoArea = ~0U;

class AreaIndex {
 public:
  // The areas must outlive the index.
  explicit AreaIndex(const std::vector<election::Area>& areas);

  const election::Area& area(std::uint32_t index) const { return areas_[index]; }
  const std::vector<election::Area>& areas() const { return areas_; }

  // "14.72.05.1003", "1472051003" or the code as it was imported.
  std::uint32_t by_code(std::string_view code) const;

  enum class Match { found, unknown, ambiguous };
  struct ByName {
    Match match = Match::unknown;
    std::uint32_t area = kNoArea;
  };
  // Names as the list has them ("58416-CIPONDOH" too); district and regency may be empty. Among
  // areas of one name the one whose parents have the given names; leaves before parents.
  ByName by_name(std::string_view village, std::string_view district,
                 std::string_view regency) const;

  // Is another area's parent this one?
  bool is_parent(std::uint32_t index) const { return has_children_[index]; }

 private:
  bool within(std::uint32_t index, const std::string& district, const std::string& regency) const;
  void index_names() const;

  const std::vector<election::Area>& areas_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_digits_;
  std::unordered_map<std::string_view, std::uint32_t> by_text_;
  // Built when a name is first asked for: most lists have codes.
  mutable std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
  std::vector<bool> has_children_;
};

}  // namespace adem::intake
