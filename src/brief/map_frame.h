// The window of the map: which piece of the world is drawn and how it falls on the paper.
#pragma once

#include <string>
#include <vector>

#include "brief/brief_view.h"
#include "geo/shape.h"

namespace adem::brief {

// Width of the drawing plane that outlines are written in, in whole units.
inline constexpr double kPlane = 2000;

// A plate carrée, true to scale at the middle of the window: at the size of a district the error
// is below what a line is wide.
struct MapFrame {
  geo::Box lonlat;
  double per_degree_x = 1, per_degree_y = 1;  // plane units
  double height = kPlane;                     // of the plane
  double metres_per_unit = 1;

  geo::Point project(geo::Point lonlat_point) const {
    return {(lonlat_point.x - lonlat.min_x) * per_degree_x,
            (lonlat.max_y - lonlat_point.y) * per_degree_y};
  }
  bool empty() const { return lonlat.empty(); }
  // The station has a point that can be drawn, and it falls into the window.
  bool shows(const election::StationTable& stations, std::size_t row) const {
    return drawable(stations, row) &&
           lonlat.contains(geo::Point{stations.lon(row), stations.lat(row)});
  }
};

// Fits the stations that can be drawn in their own villages, and the names of these; where no
// station has a point, the villages themselves. Empty where nothing has a place.
MapFrame fit_frame(const Input& input);

// The window of an input in lon/lat, for reading hazards no wider than they are drawn.
geo::Box map_window(const election::StationTable& stations,
                    const std::vector<election::Area>& areas);

// The shape as SVG path data in whole plane units, cut at the window; empty where it lies outside.
std::string path_data(const geo::Shape& shape, const MapFrame& frame);

// A line the same way; not cut, but empty where no point of it lies in the window.
std::string line_data(const std::vector<geo::Point>& lonlat, const MapFrame& frame);

}  // namespace adem::brief
