// A network from a file, whatever its kind, with what it was made from.
#pragma once

#include <string>

#include "base/progress.h"
#include "roads/network/line_read.h"
#include "roads/network/network.h"

namespace adem::roads {

// By the file's name: OpenStreetMap (osm_read.h) or a layer of lines (line_read.h). `about` of the
// network holds "source" (the file's name, or what the options call it), "source_hash", "format"
// ("osm" or "lines"), "exercise", for lines also "snap_m", "snapped", "split" and "notes". Errors:
// as those readers.
Network read_roads(const std::string& path, const LineOptions& options, bool exercise,
                   const Progress& progress = {});

}  // namespace adem::roads
