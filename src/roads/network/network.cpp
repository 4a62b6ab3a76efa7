// The file: a network's columns one after the other, each beginning at a multiple of eight bytes.
//   "ADEMRD01"; counts: nodes, edges, components, flags, names, bytes of names, of geometry, of
//   about; the columns in the order of Sections::walk; a checksum of all that.
#include "roads/network/network.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <type_traits>

#include "base/error.h"
#include "roads/network/course.h"
#include "roads/network/mapped.h"

namespace adem::roads {

namespace {

constexpr std::uint64_t kMagic = 0x31304452'4D454441;  // "ADEMRD01"
constexpr std::string_view kFamily = "ADEMRD";
constexpr std::size_t kHeader = 9;  // words

static_assert(std::endian::native == std::endian::little, "the network file is little-endian");
static_assert(sizeof(Flagged) == 24 && sizeof(Component) == 24);

[[noreturn]] void bad() { throw Error(ErrorKind::bad_input, "roads.bad-network"); }
[[noreturn]] void too_large() { throw Error(ErrorKind::unsupported, "roads.too-large"); }

struct Counts {
  std::uint64_t nodes = 0, edges = 0, components = 0, flags = 0, names = 0;
  std::uint64_t name_bytes = 0, geometry_bytes = 0, about_bytes = 0;
};

// To be read where kRead, else to be filled.
template <bool kRead, typename T>
using Of = std::conditional_t<kRead, const T, T>;

// Hands out the columns of a block in order.
template <bool kRead>
class Layout {
 public:
  explicit Layout(std::span<Of<kRead, std::uint64_t>> words) : words_(words) {}

  template <typename T>
  std::span<Of<kRead, T>> column(std::uint64_t count) {
    // No count can be greater than the whole file's bytes, so this cannot overflow.
    if (count > words_.size() * sizeof(std::uint64_t)) bad();
    const auto need = (static_cast<std::size_t>(count) * sizeof(T) + 7) / 8;
    if (need > words_.size() - at_) bad();
    auto* data = reinterpret_cast<Of<kRead, T>*>(words_.data() + at_);
    at_ += need;
    return {data, static_cast<std::size_t>(count)};
  }
  std::size_t used() const { return at_; }

 private:
  std::span<Of<kRead, std::uint64_t>> words_;
  std::size_t at_ = 0;
};

template <bool kRead>
struct Columns {
  template <typename T>
  using Column = std::span<Of<kRead, T>>;
  Column<std::int32_t> lon, lat;
  Column<std::uint32_t> component;
  Column<std::uint8_t> node_traits;
  Column<std::uint32_t> from, to;
  Column<float> length;
  Column<std::uint32_t> name;
  Column<std::int64_t> source;
  Column<std::uint32_t> geometry_end;
  Column<std::uint8_t> road, surface;
  Column<std::int8_t> layer;
  Column<std::uint8_t> traits, forward, backward;
  Column<Component> components;
  Column<Flagged> flagged;
  Column<std::uint32_t> name_end;
  Column<char> names, geometry, about;
};

template <typename T, bool kRead>
void take(Layout<kRead>& layout, std::uint64_t count, std::span<T>& column) {
  column = layout.template column<std::remove_const_t<T>>(count);
}

template <bool kRead>
Columns<kRead> lay_out(Layout<kRead>& layout, const Counts& n) {
  Columns<kRead> c;
  take(layout, n.nodes, c.lon);
  take(layout, n.nodes, c.lat);
  take(layout, n.nodes, c.component);
  take(layout, n.nodes, c.node_traits);
  take(layout, n.edges, c.from);
  take(layout, n.edges, c.to);
  take(layout, n.edges, c.length);
  take(layout, n.edges, c.name);
  take(layout, n.edges, c.source);
  take(layout, n.edges, c.geometry_end);
  take(layout, n.edges, c.road);
  take(layout, n.edges, c.surface);
  take(layout, n.edges, c.layer);
  take(layout, n.edges, c.traits);
  take(layout, n.edges, c.forward);
  take(layout, n.edges, c.backward);
  take(layout, n.components, c.components);
  take(layout, n.flags, c.flagged);
  take(layout, n.names, c.name_end);
  take(layout, n.name_bytes, c.names);
  take(layout, n.geometry_bytes, c.geometry);
  take(layout, n.about_bytes, c.about);
  return c;
}

// Upper bound of the block's words; exact sizes follow from lay_out.
std::size_t words_for(const Counts& n) {
  constexpr std::size_t kColumns = 22;
  const std::uint64_t bytes = n.nodes * 13 + n.edges * 34 + n.components * sizeof(Component) +
                              n.flags * sizeof(Flagged) + n.names * 4 + n.name_bytes +
                              n.geometry_bytes + n.about_bytes;
  return kHeader + static_cast<std::size_t>(bytes / 8) + kColumns + 2;
}

using CountWords = std::array<std::uint64_t, kHeader - 1>;

void fill(const Columns<false>& c, const Parts& parts, const std::string& about) {
  for (std::size_t i = 0; i < parts.places.size(); ++i) {
    c.lon[i] = parts.places[i].lon;
    c.lat[i] = parts.places[i].lat;
  }
  std::ranges::copy(parts.component, c.component.begin());
  std::ranges::copy(parts.node_traits, c.node_traits.begin());
  for (std::size_t i = 0; i < parts.edges.size(); ++i) {
    const Edge& e = parts.edges[i];
    c.from[i] = e.from;
    c.to[i] = e.to;
    c.length[i] = e.length_m;
    c.name[i] = e.name;
    c.source[i] = e.source;
    c.road[i] = static_cast<std::uint8_t>(e.road);
    c.surface[i] = static_cast<std::uint8_t>(e.surface);
    c.layer[i] = e.layer;
    c.traits[i] = e.traits;
    c.forward[i] = e.forward;
    c.backward[i] = e.backward;
  }
  std::ranges::copy(parts.geometry_end, c.geometry_end.begin());
  std::ranges::copy(parts.components, c.components.begin());
  std::ranges::copy(parts.flagged, c.flagged.begin());
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < parts.names.size(); ++i) {
    std::ranges::copy(parts.names[i], c.names.begin() + end);
    end += static_cast<std::uint32_t>(parts.names[i].size());
    c.name_end[i] = end;
  }
  std::ranges::copy(parts.geometry, c.geometry.begin());
  std::ranges::copy(about, c.about.begin());
}

// What a reader may rely on, so that no damaged file leads out of its columns.
void check(const Columns<true>& c, const Counts& n) {
  bool fine = true;
  for (std::size_t i = 0; i < n.nodes; ++i) {
    fine &= c.component[i] < n.components && std::abs(std::int64_t{c.lon[i]}) <= 1'800'000'000 &&
            std::abs(std::int64_t{c.lat[i]}) <= 900'000'000;
  }
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < n.edges; ++i) {
    fine &= c.from[i] < n.nodes && c.to[i] < n.nodes && c.name[i] < n.names && c.length[i] >= 0 &&
            c.length[i] <= std::numeric_limits<float>::max() &&
            c.road[i] < election::kRoadClasses && c.surface[i] < kSurfaces &&
            c.geometry_end[i] >= end;
    end = c.geometry_end[i];
  }
  fine &= end == n.geometry_bytes && n.names > 0;
  end = 0;
  for (std::size_t i = 0; i < n.names; ++i) {
    fine &= c.name_end[i] >= end;
    end = c.name_end[i];
  }
  fine &= end == n.name_bytes;
  for (const auto& flag : c.flagged) {
    fine &= static_cast<std::size_t>(flag.kind) < kFlagKinds;
  }
  if (!fine) bad();
}

}  // namespace

// Four lanes of FNV-1a over words: tells a torn or damaged file; the content hash tells the rest.
std::uint64_t checksum_of(std::span<const std::uint64_t> words) {
  words = words.first(words.size() - 1);
  constexpr std::uint64_t kPrime = 0x100000001b3;
  std::array<std::uint64_t, 4> lanes = {0xcbf29ce484222325, 1, 2, 3};
  const auto mix = [&lanes](std::size_t lane, std::uint64_t word) {
    lanes[lane] = (lanes[lane] ^ word) * kPrime;
    lanes[lane] ^= lanes[lane] >> 32U;
  };
  const std::size_t whole = words.size() - words.size() % lanes.size();
  for (std::size_t i = 0; i < whole; i += lanes.size()) {
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) mix(lane, words[i + lane]);
  }
  for (std::size_t i = whole; i < words.size(); ++i) mix(i - whole, words[i]);
  std::uint64_t all = words.size();
  for (const auto lane : lanes) all = std::rotl((all ^ lane) * kPrime, 17);
  return all;
}

Network Network::of(const Parts& parts) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  const std::string about = parts.about.dump();
  Counts n{parts.places.size(),   parts.edges.size(), parts.components.size(),
           parts.flagged.size(),  parts.names.size(), 0,
           parts.geometry.size(), about.size()};
  for (const auto& name : parts.names) n.name_bytes += name.size();
  if (n.nodes > kMost || n.edges > kMost || n.name_bytes > kMost || n.geometry_bytes > kMost) {
    too_large();
  }
  std::vector<std::uint64_t> words(words_for(n));
  words[0] = kMagic;
  std::ranges::copy(std::bit_cast<CountWords>(n), words.begin() + 1);
  Layout<false> layout(std::span<std::uint64_t>(words).subspan(kHeader));
  fill(lay_out(layout, n), parts, about);
  words.resize(kHeader + layout.used());
  words.push_back(0);
  words.back() = checksum_of(words);
  return decode(std::move(words));
}

Network Network::decode(std::vector<std::uint64_t> words) {
  auto held = std::make_shared<const std::vector<std::uint64_t>>(std::move(words));
  return over(*held, held);
}

Network Network::over(std::span<const std::uint64_t> words, std::shared_ptr<const void> keep) {
  if (words.size() < kHeader + 1) bad();
  if (words[0] != kMagic) {
    const std::string_view begin(reinterpret_cast<const char*>(words.data()), 8);
    if (begin.starts_with(kFamily)) throw Error(ErrorKind::conflict, "roads.newer");
    bad();
  }
  const auto body = words.first(words.size() - 1);
  if (checksum_of(words) != words.back()) bad();
  CountWords counts{};
  std::copy_n(words.begin() + 1, counts.size(), counts.begin());
  const auto n = std::bit_cast<Counts>(counts);
  Layout<true> layout(body.subspan(kHeader));
  const auto c = lay_out(layout, n);
  if (kHeader + layout.used() != body.size()) bad();
  check(c, n);

  Network out;
  out.lon_ = c.lon;
  out.lat_ = c.lat;
  out.component_ = c.component;
  out.node_traits_ = c.node_traits;
  out.from_ = c.from;
  out.to_ = c.to;
  out.length_ = c.length;
  out.name_ = c.name;
  out.source_ = c.source;
  out.geometry_end_ = c.geometry_end;
  out.class_ = c.road;
  out.surface_ = c.surface;
  out.layer_ = c.layer;
  out.traits_ = c.traits;
  out.forward_ = c.forward;
  out.backward_ = c.backward;
  out.components_ = c.components;
  out.flagged_ = c.flagged;
  out.name_end_ = c.name_end;
  out.names_ = {c.names.data(), c.names.size()};
  out.geometry_ = {c.geometry.data(), c.geometry.size()};
  out.about_ = Json::parse(c.about.begin(), c.about.end(), nullptr, false);
  if (!out.about_.is_object()) bad();
  out.words_ = words;
  out.keep_ = std::move(keep);
  return out;
}

Network Network::load(const std::string& path) {
  const auto file = map_words(path);
  try {
    return over(file.words, file.keep);
  } catch (const Error& error) {
    throw Error(error.kind(), error.message().code, error.message().args, path);
  }
}

std::string_view Network::bytes() const {
  return {reinterpret_cast<const char*>(words_.data()), words_.size_bytes()};
}

std::string_view Network::name(std::size_t edge) const {
  const auto index = name_[edge];
  const std::size_t begin = index == 0 ? 0 : name_end_[index - 1];
  return names_.substr(begin, name_end_[index] - begin);
}

void Network::course(std::size_t edge, std::vector<Place>& out) const {
  const std::size_t begin = edge == 0 ? 0 : geometry_end_[edge - 1];
  out.push_back(place(from_[edge]));
  decode_course(out.back(), geometry_.substr(begin, geometry_end_[edge] - begin), out);
  out.push_back(place(to_[edge]));
}

}  // namespace adem::roads
