// Roads, ferries and navigable water from OpenStreetMap files: PBF, and XML plain or packed with
// gzip or bzip2.
#pragma once

#include <string>

#include "base/progress.h"
#include "roads/network/lines.h"

namespace adem::roads {

// A landing stage that is no part of a line belongs to the nearest point of one within this.
inline constexpr double kLandingReach_m = 100;

// By the file's name: .pbf, .osm, .osm.gz, .osm.bz2.
bool is_osm_file(const std::string& path);

// Reads the file twice, ways and then the points they need: memory is that of the roads, whatever
// else the file holds. Progress counts bytes.
// Errors: base.cannot-read; roads.cut-short (the file ends in the middle of itself); roads.bad-osm
// {why}; roads.no-roads. What a PBF cut exactly between two of its blocks lacks cannot be seen,
// but for points that ways refer to.
Lines read_osm(const std::string& path, const Progress& progress = {});

}  // namespace adem::roads
