// What a file is by what it holds, whatever it is called: for files that come from elsewhere, whose
// names say nothing.
#pragma once

#include <cstdint>
#include <string>

namespace adem::geo {

// The extension by which adem's readers know it: "csv", "xlsx", "ods", "geojson", "gpkg", "kml",
// "tif" (GeoTIFF), "asc" (an Esri grid), "pbf" or "osm" (OpenStreetMap). An archive (xlsx, ods)
// that says it unpacks to more than `most_unpacked` bytes is refused before anybody unpacks it.
// Only the file's head and an archive's list are read. Errors: base.cannot-read;
// geo.unknown-content; geo.unpacks-too-large {limit}, in MB.
std::string content_extension(const std::string& path, std::uint64_t most_unpacked);

}  // namespace adem::geo
