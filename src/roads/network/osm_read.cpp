#include "roads/network/osm_read.h"

#include <filesystem>
#include <osmium/io/bzip2_compression.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>

#include "base/error.h"
#include "roads/network/id_index.h"
#include "roads/network/landings.h"
#include "roads/network/osm_tags.h"

namespace adem::roads {

namespace {

namespace fs = std::filesystem;

constexpr Place kMissing = kNoPlace;
constexpr Place kBad{kNoPlace.lon, 1};

class OsmTags : public Tags {
 public:
  explicit OsmTags(const osmium::TagList& list) : list_(list) {}
  std::string_view get(const char* key) const override { return list_.get_value_by_key(key, ""); }

 private:
  const osmium::TagList& list_;
};

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  for (const char* end : {"EOF", "truncated", "unexpected end", "no element found", "unclosed"}) {
    if (why.find(end) == std::string::npos) continue;
    throw Error(ErrorKind::bad_input, "roads.cut-short", {{"path", path}}, path);
  }
  throw Error(ErrorKind::bad_input, "roads.bad-osm", {{"path", path}, {"why", why}}, path);
}

// Calls `visit` for every object of type T in file order.
template <typename T, typename Visit>
void each(const std::string& path, osmium::osm_entity_bits::type what, const Progress& progress,
          int pass, Visit visit) {
  try {
    osmium::io::Reader reader(osmium::io::File(path), what, osmium::io::read_meta::no);
    const std::uint64_t size = fs::file_size(path);
    while (const auto buffer = reader.read()) {
      for (const auto& object : buffer.template select<T>()) visit(object);
      if (progress) {
        progress(static_cast<std::uint64_t>(pass) * size + reader.offset(), 2 * size);
      }
    }
    // A PBF that ends within the four bytes before a block looks like one that is whole.
    const bool pbf = path.ends_with(".pbf");
    const bool whole = !pbf || reader.offset() == size;
    reader.close();
    if (!whole) fail(path, "truncated");
  } catch (const Error&) {
    throw;
  } catch (const std::exception& bad) {
    fail(path, bad.what());
  }
}

class OsmReading {
 public:
  OsmReading(const std::string& path, const Progress& progress)
      : path_(path), progress_(progress) {}

  Lines read() {
    each<osmium::Way>(path_, osmium::osm_entity_bits::way, progress_, 0,
                      [this](const osmium::Way& way) { take(way); });
    number_points();
    each<osmium::Node>(path_, osmium::osm_entity_bits::node, progress_, 1,
                       [this](const osmium::Node& node) { take(node); });
    leave_out_missing();
    if (lines_.size() == 0) {
      throw Error(ErrorKind::bad_input, "roads.no-roads", {{"path", path_}}, path_);
    }
    attach_landings(loose_, kLandingReach_m, lines_);
    return std::move(lines_);
  }

 private:
  void take(const osmium::Way& way) {
    const OsmTags tags(way.tags());
    const auto kind = kind_of(tags);
    if (is_landing(tags) && !way.nodes().empty()) {
      auto& refs = landings_.emplace_back();
      for (const auto& node : way.nodes()) refs.push_back(node.ref());
    }
    if (!kind) return;
    if (way.nodes().empty()) {
      lines_.flagged.push_back({way.id(), kNoPlace, 0, FlagKind::no_line, 0xFF, 0});
      return;
    }
    Kind line = *kind;
    line.source = way.id();
    line.name = lines_.names.number(road_name(tags));
    for (const auto& node : way.nodes()) refs_.push_back(node.ref());
    if (refs_.size() >= IdIndex::kNone) throw Error(ErrorKind::unsupported, "roads.too-large");
    lines_.kinds.push_back(line);
    lines_.first.push_back(static_cast<std::uint32_t>(refs_.size()));
    known_class_.push_back(is_known_class(tags));
  }

  void number_points() {
    ids_ = IdIndex(refs_);
    lines_.at.reserve(refs_.size());
    for (const auto ref : refs_) lines_.at.push_back(ids_.find(ref));
    refs_ = {};
    lines_.points.assign(ids_.size(), kMissing);
    lines_.point_traits.assign(ids_.size(), 0);
    std::vector<std::int64_t> beside;
    for (const auto& refs : landings_) {
      bool joined = false;
      for (const auto ref : refs) {
        const auto index = ids_.find(ref);
        if (index == IdIndex::kNone) continue;
        lines_.point_traits[index] |= kLanding;
        joined = true;
      }
      if (!joined) beside.push_back(refs.front());
    }
    landing_ids_ = IdIndex(std::move(beside));
  }

  void take(const osmium::Node& node) {
    const auto index = ids_.find(node.id());
    const bool of_landing = landing_ids_.find(node.id()) != IdIndex::kNone;
    if (index == IdIndex::kNone && !of_landing && node.tags().empty()) return;
    const OsmTags tags(node.tags());
    const bool landing = of_landing || is_landing(tags);
    const auto location = node.location();
    const Place place = location.valid() ? Place{location.x(), location.y()} : kBad;
    if (index != IdIndex::kNone) {
      lines_.points[index] = place;
      if (landing) lines_.point_traits[index] |= kLanding;
      if (is_ford(tags)) lines_.point_traits[index] |= kFordHere;
    } else if (landing && place != kBad) {
      loose_.push_back({node.id(), place});
    }
  }

  // Lines end before a point that is not there and begin again behind it.
  void leave_out_missing() {
    std::vector<Kind> kinds = std::move(lines_.kinds);
    const auto first = std::move(lines_.first);
    const auto at = std::move(lines_.at);
    lines_.kinds.clear();
    lines_.first = {0};
    lines_.at.clear();
    lines_.at.reserve(at.size());
    for (std::size_t line = 0; line < kinds.size(); ++line) {
      const std::span<const std::uint32_t> points(at.data() + first[line],
                                                  first[line + 1] - first[line]);
      take_line(kinds[line], points);
      if (!known_class_[line]) flag(FlagKind::unknown_class, kinds[line].source, points);
    }
    // What was never read takes no part.
    for (std::size_t p = 0; p < lines_.points.size(); ++p) {
      if (!is_known(lines_.points[p])) lines_.points[p] = {};
    }
  }

  static bool is_known(Place place) { return place.lon != kMissing.lon; }

  void take_line(const Kind& kind, std::span<const std::uint32_t> points) {
    bool missing = false, bad = false;
    auto begin = lines_.at.size();
    const auto close = [&] {
      if (lines_.at.size() - begin > 1 || points.size() == 1) {
        if (lines_.at.size() > begin) lines_.close(kind);
      } else {
        lines_.at.resize(begin);
      }
      begin = lines_.at.size();
    };
    for (const auto point : points) {
      const Place place = lines_.points[point];
      if (is_known(place)) {
        lines_.at.push_back(point);
        continue;
      }
      (place == kBad ? bad : missing) = true;
      close();
    }
    close();
    if (missing) flag(FlagKind::missing_point, kind.source, points);
    if (bad) flag(FlagKind::bad_place, kind.source, points);
  }

  void flag(FlagKind kind, std::int64_t source, std::span<const std::uint32_t> points) {
    Place where = kNoPlace;
    for (const auto point : points) {
      if (!is_known(lines_.points[point])) continue;
      where = lines_.points[point];
      break;
    }
    lines_.flagged.push_back({source, where, 0, kind, 0xFF, 0});
  }

  std::string path_;
  const Progress& progress_;
  Lines lines_;
  std::vector<std::int64_t> refs_;
  std::vector<std::vector<std::int64_t>> landings_;  // ways that are landing stages
  std::vector<bool> known_class_;
  IdIndex ids_, landing_ids_;
  std::vector<LooseLanding> loose_;
};

}  // namespace

bool is_osm_file(const std::string& path) {
  for (const char* end : {".pbf", ".osm", ".osm.gz", ".osm.bz2"}) {
    if (path.ends_with(end)) return true;
  }
  return false;
}

Lines read_osm(const std::string& path, const Progress& progress) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) {
    throw Error(ErrorKind::not_found, "base.cannot-read", {{"path", path}}, path);
  }
  constexpr std::uint64_t kLeast = 8;  // bytes; even an empty file has a head
  if (fs::file_size(path) < kLeast) fail(path, "truncated");
  return OsmReading(path, progress).read();
}

}  // namespace adem::roads
