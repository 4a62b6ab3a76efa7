// The map: muted ground, villages named, water in one blue by the rule book's depth classes,
// stations by the shape of their status, scale bar, source and as-of time inside the picture.
#pragma once

#include <string>
#include <vector>

#include "brief/brief_view.h"
#include "brief/map_frame.h"

namespace adem::brief {

// The same map is drawn for a page and for a phone; outlines are written once and used by both.
struct MapSize {
  double width = 900;  // pixels
  double font = 16;
  double symbol = 20;        // of a station that worries people
  std::string_view variant;  // a class on the svg
};

// <symbol id="ground">: villages and hazards, in an svg of no size.
std::string map_ground(const Input& input, const View& view, const MapFrame& frame);

std::string map_picture(const Input& input, const View& view, const words::Speech& speech,
                        const MapFrame& frame, const MapSize& size);

// Fill of a depth class by its place among the rule book's classes: light to dark, one blue.
std::string depth_colour(std::size_t index, std::size_t classes);

// "10–70 cm", "> 150 cm"
std::string depth_words(const election::DepthClass& depth, const words::Speech& speech);

}  // namespace adem::brief
