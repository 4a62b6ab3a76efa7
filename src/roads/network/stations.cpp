#include "roads/network/stations.h"

#include <cmath>

namespace adem::roads {

namespace {

StationTie tie_one(const TieIndex& index, geo::Point lonlat) {
  StationTie out;
  out.tie = index.find(lonlat);
  if (out.tie) {
    if (out.tie->snippet) out.reason = {"roads.station.snippet", {}};
    return out;
  }
  const double distance_m = index.distance_m(lonlat);
  if (std::isfinite(distance_m)) {
    out.reason = {"roads.station.far", {{"distance_m", distance_m}}};
  } else {
    out.reason = {"roads.station.nowhere", {}};
  }
  return out;
}

}  // namespace

std::vector<StationTie> tie_stations(const Network& network, const election::StationTable& stations,
                                     double reach_m) {
  const TieIndex index(network, reach_m);
  std::vector<StationTie> out(stations.size());
  for (std::size_t row = 0; row < stations.size(); ++row) {
    if (stations.has_point(row)) {
      out[row] = tie_one(index, {stations.lon(row), stations.lat(row)});
    } else {
      out[row].reason = {"roads.station.no-point", {}};
    }
  }
  return out;
}

}  // namespace adem::roads
