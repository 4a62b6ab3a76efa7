// Roads from any layer of lines that geo's tables read: Shapefile, GeoPackage, GeoJSON, KML.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"
#include "base/progress.h"
#include "roads/network/weld.h"

namespace adem::roads {

struct LineOptions {
  std::string crs;    // for files that name none
  std::string layer;  // empty takes the first
  double snap_m = 1;
  std::string source = {};  // how the file is called; empty: as it is named
};

struct LinesRead {
  Lines lines;
  Welding welding;
  std::vector<Message> notes;  // which columns were taken; codes roads.note.<...>
};

// Sources are features counted from 1. Progress counts features, their number not known.
// Errors: those of geo::open_table; roads.no-lines (a table without lines); roads.no-roads;
// roads.bad-snap.
LinesRead read_lines(const std::string& path, const LineOptions& options,
                     const Progress& progress = {});

}  // namespace adem::roads
