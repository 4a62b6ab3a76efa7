#include "roads/network/read.h"

#include <filesystem>

#include "base/hash.h"
#include "roads/network/build.h"
#include "roads/network/osm_read.h"

namespace adem::roads {

Network read_roads(const std::string& path, const LineOptions& options, bool exercise,
                   const Progress& progress) {
  const bool osm = is_osm_file(path);
  Json about{{"source", options.source.empty() ? std::filesystem::path(path).filename().string()
                                               : options.source},
             {"source_hash", ""},
             {"format", osm ? "osm" : "lines"},
             {"exercise", exercise}};
  Lines lines;
  if (osm) {
    lines = read_osm(path, progress);
  } else {
    auto read = read_lines(path, options, progress);
    lines = std::move(read.lines);
    about["snap_m"] = options.snap_m;
    about["snapped"] = read.welding.snapped;
    about["split"] = read.welding.split;
    about["notes"] = Json::array();
    for (const auto& note : read.notes) about["notes"].push_back(to_json(note));
  }
  about["source_hash"] = file_hash(path);
  auto parts = build(std::move(lines));
  parts.about = std::move(about);
  return Network::of(parts);
}

}  // namespace adem::roads
