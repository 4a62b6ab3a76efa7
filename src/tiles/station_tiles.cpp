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

constexpr std::uint8_t number(Status status) { return static_cast<std::uint8_t>(status); }

constexpr std::array kByWorry{number(Status::ready), number(Status::unknown),
                              number(Status::opens_late), number(Status::may_be_interrupted),
                              number(Status::cannot_open)};

}  // namespace

const Scale& computed_scale() {
  static const auto names = [] {
    std::array<std::string_view, kStatuses> all;
    for (std::size_t s = 0; s < kStatuses; ++s) all[s] = name_of(static_cast<Status>(s));
    return all;
  }();
  static const Scale scale{.names = names, .by_worry = kByWorry, .flag = "told"};
  return scale;
}

StationTiles::StationTiles(const election::StationTable& stations,
                           std::span<const StationMark> marks, const Scale& scale)
    : StationTiles(std::make_shared<const Places>(places_of(stations)), marks, scale) {}

StationTiles::StationTiles(const StationTiles& same, std::span<const StationMark> marks,
                           const Scale& scale)
    : StationTiles(same.places_, marks, scale) {}

StationTiles::StationTiles(std::shared_ptr<const Places> places, std::span<const StationMark> marks,
                           const Scale& scale)
    : places_(std::move(places)), scale_(scale) {
  marks_.reserve(places_->rows.size());
  for (const auto row : places_->rows) marks_.push_back(marks[row]);
  for (std::size_t n = 0; n < scale.by_worry.size(); ++n) {
    worry_.at(scale.by_worry[n]) = static_cast<std::uint8_t>(n);
  }
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
      : tiles_(tiles),
        marks_(tiles.marks_),
        places_(*tiles.places_),
        tile_(tile),
        layer_("stations"),
        key_(layer_.key("key")),
        name_(layer_.key("name")),
        status_(layer_.key("status")),
        flag_(layer_.key(tiles.scale_.flag)),
        voters_(layer_.key("voters")) {}

  void one(std::size_t at) {
    const auto& mark = marks_[at];
    tags_.clear();
    add(key_, layer_.own_value(places_.keys.at(at)));
    add(name_, name(places_.name[at]));
    add(status_, status(mark.status));
    add(flag_, layer_.value(mark.flagged));
    const auto voters = places_.voters[at];
    if (voters >= 0) add(voters_, layer_.value(std::int64_t{voters}));
    put(places_.rows[at], grid_point(tile_, places_.spots[at], kExtent));
  }

  // All of a square, at the mean of their places.
  void several(Range range) {
    std::array<std::int64_t, kMostStatuses> counts{};
    std::int64_t flagged = 0, x = 0, y = 0;
    std::size_t worst = 0;
    for (std::size_t at = range.begin; at < range.end; ++at) {
      const auto& mark = marks_[at];
      worst = std::max<std::size_t>(worst, tiles_.worry_[mark.status]);
      ++counts[mark.status];
      flagged += mark.flagged ? 1 : 0;
      const GridPoint p = grid_point(tile_, places_.spots[at], kExtent);
      x += p.x;
      y += p.y;
    }
    const auto count = static_cast<std::int64_t>(range.end - range.begin);
    tags_.clear();
    add(layer_.key("count"), layer_.value(count));
    const auto& [names, by_worry, flag] = tiles_.scale_;
    add(layer_.key("worst"), layer_.value(names[by_worry[worst]]));
    if (flagged > 0) add(flag_, layer_.value(flagged));
    for (std::size_t s = 0; s < names.size(); ++s) {
      if (counts[s] > 0) add(layer_.key(names[s]), layer_.value(counts[s]));
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
  std::uint32_t status(std::size_t which) {
    auto& known = status_value_[which];
    if (!known) known = layer_.value(tiles_.scale_.names[which]);
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

  const StationTiles& tiles_;
  const std::vector<StationMark>& marks_;
  const Places& places_;
  const Tile tile_;
  Layer layer_;
  std::uint32_t key_, name_, status_, flag_, voters_;
  Numbering name_value_;
  std::array<std::optional<std::uint32_t>, kMostStatuses> status_value_;
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
