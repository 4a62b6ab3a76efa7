// Reads tiles back, for tests: every rule of the specification that it relies on is checked.
#pragma once

#include <map>
#include <protozero/pbf_reader.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tiles/layer.h"

namespace adem::tiles::testing {

struct ReadFeature {
  std::uint64_t id = 0;
  bool has_id = false;
  Geometry geometry = Geometry::point;
  std::map<std::string, std::string> tags;    // values as text
  std::vector<std::vector<GridPoint>> parts;  // points, lines, rings
};
struct ReadLayer {
  std::string name;
  std::uint32_t version = 0, extent = 0;
  std::vector<ReadFeature> features;
};

inline std::string value_text(protozero::data_view bytes) {
  protozero::pbf_reader value(bytes);
  std::string text;
  while (value.next()) {
    switch (value.tag()) {
      case 1:
        text = value.get_string();
        break;
      case 3:
        text = std::to_string(value.get_double());
        break;
      case 4:
        text = std::to_string(value.get_int64());
        break;
      case 5:
        text = std::to_string(value.get_uint64());
        break;
      case 6:
        text = std::to_string(value.get_sint64());
        break;
      case 7:
        text = value.get_bool() ? "true" : "false";
        break;
      default:
        throw std::runtime_error("a value of an unknown type");
    }
  }
  return text;
}

inline std::vector<std::vector<GridPoint>> parts_of(const std::vector<std::uint32_t>& commands) {
  std::vector<std::vector<GridPoint>> parts;
  GridPoint at;
  const auto step = [](std::uint32_t v) {
    return static_cast<std::int32_t>(v >> 1) ^ -static_cast<std::int32_t>(v & 1);
  };
  for (std::size_t i = 0; i < commands.size();) {
    const std::uint32_t what = commands[i] & 7, count = commands[i] >> 3;
    ++i;
    if (what == 7) continue;
    if (what != 1 && what != 2) throw std::runtime_error("an unknown command");
    for (std::uint32_t n = 0; n < count; ++n, i += 2) {
      at.x += step(commands.at(i));
      at.y += step(commands.at(i + 1));
      if (what == 1) parts.emplace_back();
      parts.back().push_back(at);
    }
  }
  return parts;
}

inline ReadLayer read_layer(protozero::data_view bytes) {
  ReadLayer out;
  std::vector<std::string> keys, values;
  std::vector<protozero::data_view> features;
  protozero::pbf_reader layer(bytes);
  while (layer.next()) {
    switch (layer.tag()) {
      case 1:
        out.name = layer.get_string();
        break;
      case 2:
        features.push_back(layer.get_view());
        break;
      case 3:
        keys.push_back(layer.get_string());
        break;
      case 4:
        values.push_back(value_text(layer.get_view()));
        break;
      case 5:
        out.extent = layer.get_uint32();
        break;
      case 15:
        out.version = layer.get_uint32();
        break;
      default:
        throw std::runtime_error("an unknown field");
    }
  }
  for (const auto& one : features) {
    ReadFeature feature;
    std::vector<std::uint32_t> tags, commands;
    protozero::pbf_reader reader(one);
    while (reader.next()) {
      switch (reader.tag()) {
        case 1:
          feature.id = reader.get_uint64();
          feature.has_id = true;
          break;
        case 2:
          for (const auto v : reader.get_packed_uint32()) tags.push_back(v);
          break;
        case 3:
          feature.geometry = static_cast<Geometry>(reader.get_enum());
          break;
        case 4:
          for (const auto v : reader.get_packed_uint32()) commands.push_back(v);
          break;
        default:
          throw std::runtime_error("an unknown field");
      }
    }
    for (std::size_t i = 0; i < tags.size(); i += 2) {
      feature.tags[keys.at(tags[i])] = values.at(tags.at(i + 1));
    }
    feature.parts = parts_of(commands);
    out.features.push_back(std::move(feature));
  }
  return out;
}

inline std::vector<ReadLayer> read_tile(const std::string& bytes) {
  std::vector<ReadLayer> layers;
  protozero::pbf_reader tile(bytes);
  while (tile.next(3)) layers.push_back(read_layer(tile.get_view()));
  return layers;
}

}  // namespace adem::tiles::testing
