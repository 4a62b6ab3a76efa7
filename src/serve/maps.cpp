#include "serve/maps.h"

#include <algorithm>

#include "base/error.h"
#include "base/hash.h"
#include "tiles/water_picture.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"

namespace adem::serve {

namespace {

constexpr std::chrono::seconds kLookEvery{5};
constexpr std::size_t kPictures = std::size_t{64} << 20;

static_assert(workspace::kPlaceWet == tiles::kWet && workspace::kPlaceUnknown == tiles::kNotKnown);

// Thrown out of a computation that nobody waits for any more.
struct Over {};

std::string stamp_of(const std::vector<election::HazardLayer>& layers) {
  if (layers.empty()) return {};
  std::string text;
  for (const auto& layer : layers) {
    text += layer.name + "\n" + layer.hash + "\n" + layer.crs + "\n" +
            std::string(name_of(layer.kind)) + "\n" + std::string(name_of(layer.form)) + "\n";
    for (const auto& at : {layer.from, layer.to}) text += (at ? iso_utc(*at) : "") + "\n";
  }
  return content_hash(text).substr(0, 32);
}

// Of what is drawn: a page keeps tiles by it, whichever workspace they came from.
std::string stamp_of(const std::vector<election::Area>& areas) {
  std::string text;
  for (const auto& area : areas) {
    text += area.code + "\n" + area.name + "\n" + area.parent + "\n";
    for (const auto& polygon : area.shape) {
      for (const auto& ring : polygon) {
        text.append(reinterpret_cast<const char*>(ring.data()), ring.size() * sizeof(geo::Point));
      }
    }
  }
  return content_hash(text).substr(0, 32);
}

// The middles of a tile's pixels.
workspace::Lattice lattice_of(const tiles::Tile& tile) {
  workspace::Lattice lattice;
  lattice.name =
      std::to_string(tile.zoom) + "/" + std::to_string(tile.x) + "/" + std::to_string(tile.y);
  const tiles::Spot corner = tile.corner();
  const double pixel = (static_cast<double>(tile.last()) + 1) / tiles::kPictureSide;
  for (std::size_t i = 0; i < tiles::kPictureSide; ++i) {
    const auto off = static_cast<std::uint32_t>((static_cast<double>(i) + 0.5) * pixel);
    const auto at = tiles::lonlat_of({corner.x + off, corner.y + off});
    lattice.lon.push_back(at.x);
    lattice.lat.push_back(at.y);
  }
  return lattice;
}

}  // namespace

std::string MapSheets::looks_stamp() const {
  return content_hash(roads_stamp + "\n" + (looks == nullptr ? "" : water_stamp)).substr(0, 32);
}

Maps::Maps(std::string directory, const election::RuleBook& rules)
    : directory_(std::move(directory)),
      breaks_(workspace::depth_breaks(rules)),
      pictures_(kPictures) {
  for (std::size_t i = 0; i < blank_.size(); ++i) {
    const std::vector<std::uint8_t> all(tiles::kPictureSide * tiles::kPictureSide,
                                        i == 0 ? tiles::kNotKnown : tiles::kDry);
    blank_[i] = std::make_shared<const std::string>(tiles::depth_picture(all, 1));
  }
}

Maps::~Maps() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Maps::begin() {
  const std::lock_guard lock(mutex_);
  if (begun_) return;
  begun_ = true;
  thread_ = std::thread([this] { follow(); });
}

std::shared_ptr<const MapSheets> Maps::now() {
  begin();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return sheets_ != nullptr || over_; });
  return sheets_ == nullptr ? std::make_shared<const MapSheets>() : sheets_;
}

void Maps::show(const MapSheets& sheets) {
  {
    const std::lock_guard lock(mutex_);
    sheets_ = std::make_shared<const MapSheets>(sheets);
  }
  changed_.notify_all();
}

void Maps::follow() {
  MapSheets sheets;
  std::optional<workspace::Workspace> workspace;
  while (!over_) {
    try {
      if (!workspace) workspace.emplace(workspace::Workspace::open(directory_));
      look(*workspace, sheets);
    } catch (const Over&) {
      return;
    } catch (const Error& error) {
      // The store is away: what was read stays, and is looked for again.
      if (sheets_ == nullptr) {
        sheets.troubles = {error.message()};
        show(sheets);
      }
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kLookEvery, [this] { return over_.load(); });
  }
}

void Maps::look(workspace::Workspace& workspace, MapSheets& sheets) {
  const auto layers = workspace::hazards(workspace);
  const auto areas = workspace::areas_stamp(workspace), water = stamp_of(layers),
             roads = workspace::roads_hash(workspace).substr(0, 32);
  const bool other_water = water != sheets.water_stamp, other_roads = roads != sheets.roads_stamp;
  const bool first = !std::exchange(looked_, true);
  const bool other_areas = first || areas != areas_seen_;
  if (!other_areas && !other_water && !other_roads) return;
  sheets.troubles.clear();
  const auto attempt = [&sheets](const auto& read) {
    try {
      read();
    } catch (const Error& error) {
      sheets.troubles.push_back(error.message());
    } catch (const std::exception&) {
      // What nobody foresaw is no reason to go down.
      sheets.troubles.push_back({"serve.broken", {}});
    }
  };
  if (other_areas) {
    areas_seen_ = areas;
    attempt([&] {
      const auto read = workspace::areas(workspace);
      sheets.areas_stamp = stamp_of(read);
      sheets.areas = std::make_shared<const tiles::AreaTiles>(read);
    });
  }
  if (first || other_water) {
    sheets.water_stamp = water;
    sheets.layers = layers;
    sheets.water = nullptr;
    attempt([&] { sheets.water = std::make_shared<const workspace::WaterSheet>(workspace); });
  }
  if (other_roads || other_water) {
    sheets.roads_stamp = roads;
    sheets.looks = nullptr;
    if (other_roads) sheets.roads = nullptr;
    sheets.laying = !roads.empty() && !layers.empty();
    show(sheets);
    attempt([&] {
      if (roads.empty() || !(other_roads || sheets.laying)) return;
      const auto network = workspace::road_network(workspace);
      if (other_roads) read_roads(network, sheets);
      show(sheets);
      if (sheets.laying) lay(workspace, network, sheets);
    });
    sheets.laying = false;
  }
  show(sheets);
}

void Maps::read_roads(const roads::Network& network, MapSheets& sheets) {
  auto made = std::make_shared<tiles::RoadTiles>();
  std::vector<roads::Place> course;
  std::vector<tiles::Spot> spots;
  sheets.road_bounds = {};
  for (std::size_t edge = 0; edge < network.edges(); ++edge) {
    course.clear();
    spots.clear();
    network.course(edge, course);
    for (const auto place : course) {
      const auto point = roads::to_point(place);
      sheets.road_bounds.add(point);
      if (const auto spot = tiles::spot_of(point)) spots.push_back(*spot);
    }
    made->add(network.road(edge), network.has(edge, roads::kBridge), network.name(edge), spots);
  }
  sheets.roads_exercise = network.about().value("exercise", false);
  sheets.roads = std::move(made);
}

void Maps::lay(workspace::Workspace& workspace, const roads::Network& network, MapSheets& sheets) {
  auto hours = workspace::road_hours(workspace, network, [this](std::uint64_t, std::uint64_t) {
    if (over_) throw Over{};
  });
  auto looks = std::make_shared<tiles::RoadLooks>();
  for (auto& [depth, closed] : hours.said) {
    looks->looks.push_back({std::move(depth), std::move(closed)});
  }
  looks->of = std::move(hours.of);
  sheets.looks = std::move(looks);
}

ByteCache::Bytes Maps::water(const MapSheets& sheets, workspace::WaterOf of, std::size_t step,
                             const tiles::Tile& tile) {
  const auto lattice = lattice_of(tile);
  const bool depths = of == workspace::WaterOf::depth;
  const std::string name =
      sheets.water_stamp + (depths ? "/d/" : "/c/") + std::to_string(step) + "/" + lattice.name;
  if (auto known = pictures_.find(name)) return known;
  const auto codes = sheets.water->at(of, step, lattice);
  const bool same = std::ranges::all_of(codes, [&](auto code) { return code == codes.front(); });
  ByteCache::Bytes made;
  if (same && codes.front() == tiles::kNotKnown) {
    made = blank_[0];
  } else if (same && codes.front() == tiles::kDry) {
    made = blank_[1];
  } else {
    made = std::make_shared<const std::string>(depths ? tiles::depth_picture(codes, breaks_.size())
                                                      : tiles::chance_picture(codes));
  }
  pictures_.put(name, made);
  return made;
}

}  // namespace adem::serve
