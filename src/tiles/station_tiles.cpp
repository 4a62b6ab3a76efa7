#include "tiles/station_tiles.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "tiles/layer.h"
#include "tiles/numbering.h"

namespace adem::tiles {

namespace {

using election::StationText;
using election::Status;

// Squares of a tile's side.
constexpr unsigned kSquareZoom = 5;
constexpr std::size_t kFew = std::size_t{1} << 2 * kSquareZoom;

// By how much a status worries, least first.
constexpr std::array<Status, kStatuses> kByWorry{Status::ready, Status::unknown, Status::opens_late,
                                                 Status::may_be_interrupted, Status::cannot_open};

std::size_t worry(Status status) {
  return static_cast<std::size_t>(std::find(kByWorry.begin(), kByWorry.end(), status) -
                                  kByWorry.begin());
}

}  // namespace

StationTiles::StationTiles(const election::StationTable& stations,
                           std::span<const StationMark> marks)
    : StationTiles(std::make_shared<const Places>(places_of(stations)), marks) {}

StationTiles::StationTiles(const StationTiles& same, std::span<const StationMark> marks)
    : StationTiles(same.places_, marks) {}

StationTiles::StationTiles(std::shared_ptr<const Places> places, std::span<const StationMark> marks)
    : places_(std::move(places)) {
  marks_.reserve(places_->rows.size());
  for (const auto row : places_->rows) marks_.push_back(marks[row]);
}

StationTiles::Places StationTiles::places_of(const election::StationTable& stations) {
  struct Placed {
    std::uint64_t code;
    std::uint32_t row;
    Spot spot;
  };
  std::vector<Placed> placed;
  placed.reserve(stations.size());
  for (std::size_t row = 0; row < stations.size(); ++row) {
    if (!stations.has_point(row)) continue;
    const auto spot = spot_of({stations.lon(row), stations.lat(row)});
    if (spot) placed.push_back({morton(*spot), static_cast<std::uint32_t>(row), *spot});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.code != b.code ? a.code < b.code : a.row < b.row;
  });
  Places places;
  std::unordered_map<std::string, std::uint32_t> known;
  for (const Placed& p : placed) {
    places.codes.push_back(p.code);
    places.rows.push_back(p.row);
    places.spots.push_back(p.spot);
    places.voters.push_back(stations.voters(p.row));
    places.keys.add(stations.text(p.row, StationText::key));
    const auto [name, is_new] =
        known.try_emplace(stations.call_name(p.row), static_cast<std::uint32_t>(known.size()));
    if (is_new) places.names.add(name->first);
    places.name.push_back(name->second);
  }
  return places;
}

void StationTiles::Texts::add(std::string_view text) {
  heap += text;
  end.push_back(heap.size());
}

std::string_view StationTiles::Texts::at(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : end[i - 1];
  return std::string_view(heap).substr(begin, end[i] - begin);
}

StationTiles::Range StationTiles::range(const Tile& tile) const {
  const unsigned free_bits = 2 * (32 - tile.zoom);
  const auto& codes = places_->codes;
  if (free_bits == 64) return {0, codes.size()};
  const std::uint64_t first = morton(tile.corner());
  const std::uint64_t last = first + ((std::uint64_t{1} << free_bits) - 1);
  const auto begin = std::lower_bound(codes.begin(), codes.end(), first);
  const auto end = std::upper_bound(begin, codes.end(), last);
  return {static_cast<std::size_t>(begin - codes.begin()),
          static_cast<std::size_t>(end - codes.begin())};
}

// Keys and the values of statuses are numbered once a tile.
class StationTiles::Writer {
 public:
  Writer(const StationTiles& tiles, const Tile& tile)
      : marks_(tiles.marks_),
        places_(*tiles.places_),
        tile_(tile),
        layer_("stations"),
        key_(layer_.key("key")),
        name_(layer_.key("name")),
        status_(layer_.key("status")),
        told_(layer_.key("told")),
        voters_(layer_.key("voters")) {}

  void one(std::size_t at) {
    const auto& mark = marks_[at];
    tags_.clear();
    add(key_, layer_.own_value(places_.keys.at(at)));
    add(name_, name(places_.name[at]));
    add(status_, status(mark.status));
    add(told_, layer_.value(mark.told));
    const auto voters = places_.voters[at];
    if (voters >= 0) add(voters_, layer_.value(std::int64_t{voters}));
    put(places_.rows[at], grid_point(tile_, places_.spots[at], kExtent));
  }

  // All of a square, at the mean of their places.
  void several(Range range) {
    std::array<std::int64_t, kStatuses> counts{};
    std::int64_t told = 0, x = 0, y = 0;
    std::size_t worst = 0;
    for (std::size_t at = range.begin; at < range.end; ++at) {
      const auto& mark = marks_[at];
      worst = std::max(worst, worry(mark.status));
      ++counts[static_cast<std::size_t>(mark.status)];
      told += mark.told ? 1 : 0;
      const GridPoint p = grid_point(tile_, places_.spots[at], kExtent);
      x += p.x;
      y += p.y;
    }
    const auto count = static_cast<std::int64_t>(range.end - range.begin);
    tags_.clear();
    add(layer_.key("count"), layer_.value(count));
    add(layer_.key("worst"), layer_.value(election::name_of(kByWorry[worst])));
    if (told > 0) add(told_, layer_.value(told));
    for (std::size_t s = 0; s < kStatuses; ++s) {
      if (counts[s] == 0) continue;
      add(layer_.key(election::name_of(static_cast<Status>(s))), layer_.value(counts[s]));
    }
    put(std::nullopt, {static_cast<std::int32_t>(x / count), static_cast<std::int32_t>(y / count)});
  }

  std::string finish() const { return layer_.finish(); }

 private:
  // Texts that many share have a value before they are looked for.
  std::uint32_t name(std::uint32_t which) {
    const auto [known, is_new] = name_value_.number(which);
    if (is_new) known = layer_.own_value(places_.names.at(which));
    return known;
  }
  std::uint32_t status(Status which) {
    auto& known = status_value_[static_cast<std::size_t>(which)];
    if (!known) known = layer_.value(election::name_of(which));
    return *known;
  }
  void add(std::uint32_t key, std::uint32_t value) {
    tags_.push_back(key);
    tags_.push_back(value);
  }
  void put(std::optional<std::uint64_t> id, GridPoint at) {
    course_.clear();
    course_.point(at);
    layer_.feature(id, Geometry::point, tags_, course_);
  }

  const std::vector<StationMark>& marks_;
  const Places& places_;
  const Tile tile_;
  Layer layer_;
  std::uint32_t key_, name_, status_, told_, voters_;
  Numbering name_value_;
  std::array<std::optional<std::uint32_t>, kStatuses> status_value_;
  std::vector<std::uint32_t> tags_;
  Course course_;
};

std::string StationTiles::tile(const Tile& tile) const {
  Writer writer(*this, tile);
  const Range all = range(tile);
  const auto& codes = places_->codes;
  // Of a square all codes begin with the same bits; near of a place.
  const bool few = tile.zoom >= kVillageZoom && all.end - all.begin <= kFew;
  const unsigned bits =
      few || tile.zoom >= kSingleZoom ? 0 : 2 * (32 - std::min(32U, tile.zoom + kSquareZoom));
  for (std::size_t at = all.begin; at < all.end;) {
    std::size_t end = at + 1;
    while (end < all.end && codes[end] >> bits == codes[at] >> bits) ++end;
    if (end - at == 1) {
      writer.one(at);
    } else {
      writer.several({at, end});
    }
    at = end;
  }
  return writer.finish();
}

std::string StationTiles::every(const Tile& tile) const {
  Writer writer(*this, tile);
  const Range all = range(tile);
  for (std::size_t at = all.begin; at < all.end; ++at) writer.one(at);
  return writer.finish();
}

}  // namespace adem::tiles
