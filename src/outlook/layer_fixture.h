// Two stations and the real day under one layer's file, for tests of layers that hold computed
// futures: rasters of 10 × 10 cells of 0.01° from 101° E, 2° N southward, unknown in the last
// column.
#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include "election/hazard.h"
#include "geo/raster.h"
#include "outlook/outlook.h"

namespace adem::outlook::testing {

class LayerTest : public ::testing::Test {
 protected:
  LayerTest() : rules_(election::rule_book("pilkada-2024")) {
    file_ = (std::filesystem::temp_directory_path() /
             ("adem-layer-" + std::to_string(::getpid()) + "-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".tif"))
                .string();
    station("known", 101.05);
    station("nodata", 101.095);
    window_ = election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
  }
  ~LayerTest() override { std::filesystem::remove(file_); }

  void station(const std::string& key, double lon) {
    election::Station s;
    s.id = make_id({"test", "kpu", key});
    s[election::StationText::key] = key;
    s.lon = lon;
    s.lat = 1.95;
    stations_.add(s);
  }
  static geo::Grid<float> frame() {
    geo::Grid<float> grid;
    grid.width = grid.height = 10;
    grid.origin_x = 101;
    grid.origin_y = 2;
    grid.dx = grid.dy = 0.01;
    grid.crs = "EPSG:4326";
    return grid;
  }
  // The file as a layer from 04:00 to 14:00, at the stations.
  HazardAtStations sampled(election::HazardForm form) const {
    election::HazardLayer made;
    made.name = "futures";
    made.form = form;
    made.from = local("2024-11-27T04:00");
    made.to = local("2024-11-27T14:00");
    return sample_layer(made, file_, stations_, window_);
  }

  election::StationOutlook computed(const HazardAtStations& hazard, double floor_m = 0) const {
    Inputs inputs{stations_, rules_, window_, {hazard},     {},   {},
                  nullptr,   {},     {},      std::nullopt, false};
    inputs.floor_height_m.assign(stations_.size(), floor_m);
    for (const auto& s : make_outlook(inputs).stations) {
      if (s.key == "known") return s;
    }
    throw std::runtime_error("known");
  }
  std::size_t step(const char* text) const {
    return static_cast<std::size_t>((local(text) - window_.from).count() / window_.step_s);
  }
  static Instant local(const char* text) { return *parse_instant(text, Zone("Asia/Jakarta")); }

  std::string file_;
  election::StationTable stations_;
  election::RuleBook rules_;
  election::Window window_;
};

}  // namespace adem::outlook::testing
