// Reads and writes what OGR knows: XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/table.h"

namespace adem::geo {

// Name of the OGR driver for a path's extension; nullptr where adem does not read the format.
const char* ogr_driver(const std::string& path);
// Lower-case, without the dot.
std::string extension(const std::string& path);

std::unique_ptr<TableReader> open_ogr(const std::string& path, const TableOptions& options);
std::vector<std::string> ogr_layers(const std::string& path);
void write_ogr(const std::string& path, const std::vector<OutTable>& tables);

}  // namespace adem::geo
