// Turning anybody's hazard file into one that stands alone in layers/.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"
#include "base/progress.h"
#include "election/hazard.h"

namespace adem::workspace {

// What is kept of a file: `target` gets the content, `layer` its resolution.
struct Kept {
  std::string extension;  // ".tif" or ".geojson"
  std::vector<Message> notes;
};

// Rasters by anything GDAL reads; vector files and tables by their extension.
bool is_vector_file(const std::string& file);

Kept keep_raster_file(const std::string& file, const std::string& target,
                      election::HazardLayer& layer, const Progress& progress);
Kept keep_polygons(const std::string& file, const std::string& table_layer,
                   const std::string& target, election::HazardLayer& layer);

}  // namespace adem::workspace
