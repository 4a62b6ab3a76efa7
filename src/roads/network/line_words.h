// The words of road layers, English and Indonesian, as OpenStreetMap's: one set of rules then says
// what a road is (roads/network/osm_tags.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adem::roads {

// What a column holds, as the key of a tag ("highway", "oneway", "bridge", "name", …); nothing
// where adem does not know it. Letters' case, spaces and signs do not count.
std::optional<std::string> column_key(std::string_view column);

// Which of the columns is each key's: of several the one whose name stands first in adem's list.
std::vector<std::pair<std::string, std::size_t>> columns_by_key(
    const std::vector<std::string>& columns);

// A cell as tags: "Jalan Kolektor" in the class column is highway=secondary, "river" is
// waterway=river; "ya", "T", "1" in a column of yes and no are yes. An empty text is no tag.
std::pair<std::string, std::string> tag_of(const std::string& key, std::string_view cell);

// The column that says the class.
inline constexpr const char* kClassKey = "highway";
// What tag_of makes of railways in that column.
inline constexpr const char* kRailway = "railway";

}  // namespace adem::roads
