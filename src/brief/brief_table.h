// Every station as a row of text: what the CSV and the GeoPackage hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brief/brief_view.h"

namespace adem::brief {

struct TableColumn {
  std::string_view name;  // of the catalogue: brief.column.<name>
  std::string_view hxl;   // tag with its attributes
  bool numeric = false;
};

const std::vector<TableColumn>& station_columns();

// One cell per column, in that order. Empty is unknown.
std::vector<std::string> station_cells(const Input& input, const View& view,
                                       const words::Speech& speech, std::size_t index);

}  // namespace adem::brief
