// From an area up to the areas that hold it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/register.h"

namespace adem::outlook {

class AreaLine {
 public:
  // The areas must outlive it.
  explicit AreaLine(const std::vector<election::Area>& areas);

  // How many steps up from `area` stands `holder`: 0 where it is the same, nothing where it does
  // not hold it. By the areas' parents, and by dotted codes ("14.72.05" holds "14.72.05.1003")
  // where those are not known. An empty holder holds everything, from farther away than any other.
  std::optional<std::size_t> steps_up(std::string_view area, std::string_view holder) const;
  // Its code where the area has no name.
  std::string_view name_of(std::string_view code) const;

 private:
  std::unordered_map<std::string_view, const election::Area*> by_code_;
};

}  // namespace adem::outlook
