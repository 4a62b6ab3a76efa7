#include "outlook/outlook.h"

#include <cmath>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "election/clock_read.h"
#include "geo/raster.h"
#include "outlook/outlook_fixture.h"
#include "shared_data.h"
#include "water/still.h"

namespace adem::outlook {
namespace {

using election::HazardKind;
using election::Status;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

using testing::rules;
using testing::step;
using testing::window;

class OutlookTest : public ::testing::Test {
 protected:
  OutlookTest() {
    directory_ = std::filesystem::temp_directory_path() /
                 ("adem-outlook-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(directory_);
  }
  ~OutlookTest() override { std::filesystem::remove_all(directory_); }
  std::string path(const std::string& name) const { return directory_ / name; }

  void station(const std::string& key, double lon, double lat, election::Flags flags = {}) {
    election::Station s;
    s.id = make_id({"test", "kpu", key});
    s[election::StationText::key] = key;
    s[election::StationText::name] = "TPS " + key;
    s.lon = lon;
    s.lat = lat;
    s.flags = flags;
    stations_.add(s);
  }

  // 10 × 10 cells of 0.01° from 101° E, 2° N southward, one value a band.
  election::HazardLayer raster(const std::string& name, const std::vector<float>& bands,
                               HazardKind kind = HazardKind::flood) {
    std::vector<geo::Grid<float>> grids;
    geo::BandsOut out;
    grids.reserve(bands.size());
    for (const float value : bands) {
      geo::Grid<float> g;
      g.width = g.height = 10;
      g.origin_x = 101;
      g.origin_y = 2;
      g.dx = g.dy = 0.01;
      g.crs = "EPSG:4326";
      g.cells.assign(100, value);
      g.cells[99] = kNaN;
      grids.push_back(g);
      out.bands.push_back(&grids.back());
    }
    geo::write_geotiff(path(name + ".tif"), out);
    election::HazardLayer layer;
    layer.name = name;
    layer.kind = kind;
    layer.file = name + ".tif";
    return layer;
  }
  void add(const election::HazardLayer& layer) {
    inputs_.hazards.push_back(sample_layer(layer, path(layer.file), stations_, window()));
  }
  const election::StationOutlook& of(const election::Outlook& outlook, const std::string& key) {
    for (const auto& s : outlook.stations) {
      if (s.key == key) return s;
    }
    throw std::runtime_error(key);
  }
  static Instant local(const char* text) { return *parse_instant(text, Zone("Asia/Jakarta")); }

  election::StationTable stations_;
  election::RuleBook rules_ = rules();
  Inputs inputs_{stations_, rules_, window(), {}, {}, {}, nullptr, {}, {}, std::nullopt, false};

 private:
  std::filesystem::path directory_;
};

TEST_F(OutlookTest, StationsWithoutDataAreUnknownAndSayWhatToDo) {
  station("no-point", kNaN, kNaN);
  station("outside", 110, -6);
  station("nodata", 101.095, 1.905);
  election::Flags scaled;
  scaled.set(election::Flag::mis_scaled);
  station("mis-scaled", 1.0105, 1.95, scaled);
  station("dry", 101.05, 1.95);
  EXPECT_EQ(of(make_outlook(inputs_), "dry").reason.code, "outlook.reason.no-flood-layer");
  add(raster("model", {0}));
  const auto outlook = make_outlook(inputs_);
  for (const auto& [key, code] : {std::pair{"no-point", "no-point"},
                                  {"outside", "outside-data"},
                                  {"nodata", "outside-data"},
                                  {"mis-scaled", "doubtful-point"}}) {
    const auto& s = of(outlook, key);
    EXPECT_EQ(s.status, Status::unknown) << key;
    EXPECT_EQ(s.reason.code, std::string("outlook.reason.") + code);
    EXPECT_FALSE(s.link(election::Link::floor).known());
    EXPECT_LT(s.max_depth_m, 0);
  }
  EXPECT_EQ(of(outlook, "dry").status, Status::ready);
  EXPECT_EQ(outlook.caveats.front().code, "outlook.caveat.only-floor");
}

TEST_F(OutlookTest, DepthIsTakenAboveTheFloor) {
  station("low", 101.05, 1.95);
  station("high", 101.051, 1.95);
  auto layer = raster("model", {0.30F});
  layer.from = local("2024-11-27T05:00");
  layer.to = local("2024-11-27T09:00");
  add(layer);
  inputs_.floor_height_m = {0.24, 0.26};
  const auto outlook = make_outlook(inputs_);
  EXPECT_EQ(of(outlook, "low").status, Status::opens_late);
  EXPECT_EQ(of(outlook, "low").last_bad, local("2024-11-27T09:00"));
  EXPECT_EQ(of(outlook, "high").status, Status::ready);
  EXPECT_FLOAT_EQ(of(outlook, "high").max_depth_m, 0.30F);
  EXPECT_EQ(of(outlook, "high").hazards, std::vector<std::string>{"model"});
}

TEST_F(OutlookTest, ASeriesSaysNothingOutsideItsHoursAndTakesTheWorseBetweenMoments) {
  station("a", 101.05, 1.95);
  auto layer = raster("series", {0, 0.5F, 0});
  layer.from = local("2024-11-27T04:00");
  layer.to = local("2024-11-27T14:00");
  add(layer);
  const auto outlook = make_outlook(inputs_);
  const auto& floor = outlook.stations[0].link(election::Link::floor);
  EXPECT_LT(floor.at(step("2024-11-27T03:45")), 0);
  EXPECT_EQ(floor.at(step("2024-11-27T04:00")), 1);
  EXPECT_EQ(floor.at(step("2024-11-27T04:15")), 0);
  EXPECT_EQ(floor.at(step("2024-11-27T13:45")), 0);
  EXPECT_EQ(floor.at(step("2024-11-27T14:00")), 1);
  EXPECT_LT(floor.at(step("2024-11-27T14:15")), 0);
  EXPECT_EQ(outlook.stations[0].status, Status::cannot_open);
}

TEST_F(OutlookTest, TheWorstOfSeveralFloodsCountsAndIsNamed) {
  station("a", 101.05, 1.95);
  auto mild = raster("mild", {0.06F});
  mild.from = local("2024-11-27T08:00");
  mild.to = local("2024-11-27T09:00");
  auto worse = raster("worse", {1.0F});
  worse.from = local("2024-11-27T08:30");
  worse.to = local("2024-11-27T11:00");
  add(mild);
  add(worse);
  const auto outlook = make_outlook(inputs_);
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::may_be_interrupted);
  EXPECT_EQ(s.first_bad, local("2024-11-27T08:00"));
  EXPECT_EQ(s.last_bad, local("2024-11-27T11:00"));
  EXPECT_THAT(s.reason.args,
              ::testing::Contains(std::pair<std::string, Arg>("hazard", std::string("worse"))));
}

TEST_F(OutlookTest, SmokeStandsBesideAndALandslideCloses) {
  station("a", 101.05, 1.95);
  auto smoke = raster("smoke", {1}, HazardKind::smoke);
  smoke.from = local("2024-11-27T06:00");
  smoke.to = local("2024-11-27T18:00");
  add(smoke);
  EXPECT_EQ(make_outlook(inputs_).stations[0].status, Status::unknown);
  add(raster("model", {0}));
  const auto beside = make_outlook(inputs_).stations[0];
  EXPECT_EQ(beside.status, Status::ready);
  ASSERT_EQ(beside.notes.size(), 1U);
  EXPECT_EQ(beside.notes[0].code, "outlook.note.beside-hours");
  add(raster("slide", {1}, HazardKind::landslide));
  EXPECT_EQ(make_outlook(inputs_).stations[0].status, Status::cannot_open);
}

TEST_F(OutlookTest, StillWaterStaysBehindTheSillAndSaysSo) {
  station("a", 101.05, 1.95);
  geo::Grid<float> ground, level;
  ground.width = ground.height = 10;
  ground.origin_x = 101;
  ground.origin_y = 2;
  ground.dx = ground.dy = 0.01;
  ground.crs = "EPSG:4326";
  ground.cells.assign(100, 0.5F);
  level = ground;
  level.cells.assign(100, 1.0F);
  water::LevelSeries series;
  series.times = {local("2024-11-26T12:00"), local("2024-11-27T07:00"), local("2024-11-27T12:00"),
                  local("2024-11-28T06:00")};
  series.levels_m = {0, 1.5, 0, 0};
  const auto layer_of = [&] {
    geo::write_geotiff(path("still.tif"),
                       {{&ground, &level}, {{water::kSeriesText, water::to_text(series)}}});
    election::HazardLayer layer;
    layer.name = "still";
    layer.form = election::HazardForm::still_water;
    layer.file = "still.tif";
    return layer;
  };
  add(layer_of());
  const auto s = make_outlook(inputs_).stations[0];
  EXPECT_EQ(s.status, Status::cannot_open);
  EXPECT_TRUE(s.recession_unknown);
  EXPECT_FLOAT_EQ(s.max_depth_m, 1.0F);
  EXPECT_EQ(s.link(election::Link::floor).at(0), 1);
  EXPECT_EQ(s.link(election::Link::floor).at(167), 0);
  series.times.pop_back();
  series.levels_m.pop_back();
  try {
    add(layer_of());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "water.series-ends-early");
  }
}

TEST_F(OutlookTest, WitnessesStandBesideAndReorder) {
  station("ready", 101.05, 1.95);
  station("told", 101.051, 1.95);
  station("unknown", kNaN, kNaN);
  add(raster("model", {0}));
  election::WitnessAnswer answer;
  answer.station = "told";
  answer.flooded = election::Answered::yes;
  inputs_.witness = {answer};
  const auto outlook = make_outlook(inputs_);
  EXPECT_EQ(outlook.stations[0].key, "told");
  EXPECT_EQ(outlook.stations[0].status, Status::ready);
  EXPECT_TRUE(outlook.stations[0].rawan_by_witness);
  EXPECT_EQ(outlook.stations[1].key, "unknown");
}

TEST_F(OutlookTest, TicksAndComputationAreBothShownWhereTheyDiffer) {
  station("wet", 101.05, 1.95);
  station("gone", kNaN, kNaN);
  add(raster("model", {0.5F}));
  election::IndicatorSet set;
  election::Indicator disaster, money;
  disaster.code = "disaster-prone";
  disaster.computed = true;
  money.code = "money";
  set.indicators = {disaster, money};
  inputs_.indicators = &set;
  inputs_.ticks = {{"wet", "disaster-prone", false, "Bawaslu"},
                   {"wet", "money", false, "Bawaslu"},
                   {"gone", "disaster-prone", true, "Bawaslu"}};
  const auto outlook = make_outlook(inputs_);
  EXPECT_TRUE(of(outlook, "wet").tick_disagrees);
  EXPECT_EQ(of(outlook, "wet").notes.size(), 1U);
  EXPECT_FALSE(of(outlook, "gone").tick_disagrees);
}

TEST_F(OutlookTest, JsonRoundTripsInBothForms) {
  station("late", 101.05, 1.95);
  station("no-point", kNaN, kNaN);
  station("outside", 110, 1.95);
  auto layer = raster("series", {0.4F, 0});
  layer.from = local("2024-11-27T04:00");
  layer.to = local("2024-11-27T14:00");
  add(layer);
  add(raster("power", {1}, HazardKind::power));
  election::WitnessAnswer answer;
  answer.station = "late";
  answer.flooded = election::Answered::yes;
  answer.told_at = local("2024-11-01T10:00");
  inputs_.witness = {answer};
  inputs_.made_at = local("2024-11-20T19:00");
  inputs_.made_from = {{"hazard", "series", "ab", local("2024-11-20T18:00"), 50, {}}};
  const auto outlook = make_outlook(inputs_);
  const auto json = to_json(outlook);
  EXPECT_EQ(to_json(election::outlook_from_json(json)), json);
  std::string compact;
  write_json(outlook, true, [&](std::string_view piece) { compact += piece; });
  EXPECT_EQ(to_json(election::outlook_from_json(Json::parse(compact))), json);
  EXPECT_EQ(to_json(election::outlook_from_text(compact)), json);
  EXPECT_EQ(to_json(election::outlook_from_text(json.dump(2))), json) << "written by somebody else";
  for (const std::string& torn : {compact.substr(0, 200), compact.substr(0, compact.size() - 9),
                                  std::string("{\"stations\":[\n]\n],\n"), std::string()}) {
    EXPECT_THROW(election::outlook_from_text(torn), Error) << torn.size();
  }
  const auto& chances = json["stations"][0]["links"]["floor"]["chance"];
  ASSERT_EQ(chances.size(), 168U);
  EXPECT_TRUE(chances[0].is_null());
  EXPECT_TRUE(json["stations"][0]["links"]["box"].is_null());
  EXPECT_FALSE(json["stations"][0].contains("works"));
  EXPECT_EQ(json["computed"], Json::parse(R"(["floor"])"));
  EXPECT_EQ(json["summary"]["unknown"], 2);
  EXPECT_EQ(json["thresholds"]["demanded-chance"]["mark"], "A");
  auto broken = json;
  broken["stations"][0]["links"]["floor"]["chance"].erase(3);
  EXPECT_THROW(election::outlook_from_json(broken), Error);
  EXPECT_THROW(election::outlook_from_json(Json::array()), Error);
}

TEST_F(OutlookTest, LinksBeyondTheFloorReadBackToo) {
  station("a", 101.05, 1.95);
  add(raster("model", {0}));
  auto outlook = make_outlook(inputs_);
  outlook.computed = {true, true, false, true};
  auto& s = outlook.stations[0];
  s.link(election::Link::box).chance.assign(168, 0.25F);
  s.link(election::Link::box).chance[3] = -1;
  s.works = s.link(election::Link::box);
  s.weakest = election::Link::box;
  s.departures = {{election::Mode::truck, "Gudang PPK", local("2024-11-26T20:00")},
                  {election::Mode::boat, "Gudang PPK", std::nullopt}};
  const auto json = to_json(outlook);
  const auto back = election::outlook_from_json(json);
  EXPECT_EQ(to_json(back), json);
  EXPECT_EQ(back.computed, outlook.computed);
  EXPECT_EQ(back.stations[0].departures, s.departures);
  EXPECT_EQ(back.stations[0].works.chance, s.works.chance);
  EXPECT_TRUE(json["stations"][0]["links"]["crew"].is_null());

  auto older = json;
  older.erase("computed");
  older["stations"][0].erase("works");
  older["stations"][0]["latest_departure"] = nullptr;
  const auto read = election::outlook_from_json(older);
  EXPECT_EQ(read.computed, election::Outlook{}.computed);
  EXPECT_EQ(read.stations[0].works.chance, read.stations[0].link(election::Link::floor).chance);
  for (const auto* broken : {R"(["roof"])", R"([7])", "4"}) {
    auto bad = json;
    bad["computed"] = Json::parse(broken);
    EXPECT_THROW(election::outlook_from_json(bad), Error) << broken;
  }
  auto bad = json;
  bad["stations"][0]["latest_departure"][0]["mode"] = "horse";
  EXPECT_THROW(election::outlook_from_json(bad), Error);
}

TEST_F(OutlookTest, TheJakartaDesignFloodAtKnownCells) {
  ADEM_NEED_SHARED(file, "jakarta-inasafe/Flood_Design_Depth_Jakarta_geographic.asc");
  // Depths as gdallocationinfo -wgs84 gives them; the last is outside.
  station("a", 106.72, -6.13);
  station("b", 106.80, -6.13);
  station("c", 106.90, -6.12);
  station("d", 106.60, -6.20);
  election::HazardLayer layer;
  layer.name = "design";
  const auto at = sample_layer(layer, file, stations_, window());
  EXPECT_EQ(at.value[0], 0);
  EXPECT_EQ(at.value[1], 0);
  EXPECT_FLOAT_EQ(at.value[2], 0.9043F);
  EXPECT_TRUE(std::isnan(at.value[3]));
}

}  // namespace
}  // namespace adem::outlook
