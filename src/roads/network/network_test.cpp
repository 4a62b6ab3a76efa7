#include "roads/network/network.h"

#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/network/ascii_map.h"
#include "roads/network/course.h"
#include "roads/network/id_index.h"

namespace adem::roads {
namespace {

Network small() {
  const AsciiMap map(R"(
   A---B---C
       |
       D)");
  return map.network({{"ABC", {{"highway", "primary"}, {"name", "Jalan Raya"}}},
                      {"BD", {{"highway", "path"}, {"surface", "mud"}}}});
}

std::vector<std::uint64_t> words_of(std::string_view bytes) {
  std::vector<std::uint64_t> words(bytes.size() / 8);
  std::memcpy(words.data(), bytes.data(), words.size() * 8);
  return words;
}

std::string complaint(std::vector<std::uint64_t> words) {
  try {
    Network::decode(std::move(words));
    return "read";
  } catch (const Error& error) {
    return error.message().code;
  }
}

TEST(Network, RoundTrip) {
  const auto network = small();
  const auto again = Network::decode(words_of(network.bytes()));
  ASSERT_EQ(again.edges(), 3U);
  EXPECT_EQ(again.bytes(), network.bytes());
  int named = 0;
  for (std::size_t e = 0; e < again.edges(); ++e) {
    named += again.name(e) == "Jalan Raya" ? 1 : 0;
    if (again.road(e) == RoadClass::path) {
      EXPECT_EQ(again.surface(e), Surface::ground);
    }
  }
  EXPECT_EQ(named, 2);
}

TEST(Network, AFileLoadsAndADamagedOneSaysSo) {
  const auto network = small();
  const auto path =
      (std::filesystem::temp_directory_path() / fmt::format("adem-network-{}", ::getpid()))
          .string();
  write_file_atomic(path, network.bytes());
  EXPECT_EQ(Network::load(path).bytes(), network.bytes());
  write_file_atomic(path, network.bytes().substr(0, network.bytes().size() - 3));
  try {
    Network::load(path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "roads.bad-network");
    EXPECT_EQ(error.where(), path);
  }
  std::filesystem::remove(path);
  EXPECT_THROW(Network::load(path), Error);
  EXPECT_THROW(Network::load("/tmp"), Error);
}

TEST(Network, MalformedFilesAreRefused) {
  const auto whole = words_of(small().bytes());
  EXPECT_EQ(complaint({}), "roads.bad-network");
  EXPECT_EQ(complaint({whole[0]}), "roads.bad-network");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(complaint({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}),
              "roads.bad-network");
  }
  for (std::size_t at = 1; at < whole.size(); ++at) {
    auto hurt = whole;
    hurt[at] ^= 1U << (at % 31);
    EXPECT_EQ(complaint(hurt), "roads.bad-network") << at;
  }
  auto newer = whole;
  newer[0] += std::uint64_t{1} << 56U;  // ADEMRD02
  EXPECT_EQ(complaint(newer), "roads.newer");
}

TEST(Network, AnEmptyOneIsFine) {
  Parts parts;
  parts.names = {""};
  const auto network = Network::of(parts);
  EXPECT_EQ(network.nodes(), 0U);
  EXPECT_EQ(graph_of(network, Mode::walk).nodes(), 0U);
  EXPECT_TRUE(to_json(network)["largest_component_share"].is_null());
}

RC_GTEST_PROP(Course, RoundTrip, ()) {
  const auto coordinates =
      *rc::gen::arbitrary<std::vector<std::pair<std::int32_t, std::int32_t>>>();
  std::vector<Place> between, found;
  for (const auto& [lon, lat] : coordinates) between.push_back({lon, lat});
  const Place start{*rc::gen::arbitrary<std::int32_t>(), 5};
  std::string bytes;
  encode_course(start, between, bytes);
  decode_course(start, bytes, found);
  RC_ASSERT(found == between);
}

RC_GTEST_PROP(Course, AnyBytesEnd, (const std::string& bytes)) {
  std::vector<Place> found;
  decode_course({}, bytes, found);
  RC_ASSERT(found.size() <= bytes.size());
}

RC_GTEST_PROP(IdIndex, FindsWhatIsThereAndNothingElse, ()) {
  const auto ids = *rc::gen::arbitrary<std::vector<std::int64_t>>();
  const IdIndex index(ids);
  for (const auto id : ids) RC_ASSERT(index.id(index.find(id)) == id);
  const auto other = *rc::gen::arbitrary<std::int64_t>();
  const bool there = std::find(ids.begin(), ids.end(), other) != ids.end();
  RC_ASSERT((index.find(other) != IdIndex::kNone) == there);
}

// What the components and islands say is what a search from every node finds.
RC_GTEST_PROP(Build, ComponentsAndIslandsAgreeWithSearches, ()) {
  const auto nodes = *rc::gen::inRange<std::uint32_t>(2, 10);
  const auto count_of = *rc::gen::inRange<std::size_t>(1, 20);
  Lines lines;
  for (std::uint32_t n = 0; n < nodes; ++n) {
    lines.number({static_cast<std::int32_t>(n * 1000), static_cast<std::int32_t>(n * n * 700)});
  }
  for (std::size_t i = 0; i < count_of; ++i) {
    Kind kind;
    kind.road = RoadClass::residential;
    kind.source = static_cast<std::int64_t>(i);
    kind.forward = bit(Mode::car);
    if (*rc::gen::arbitrary<bool>()) kind.backward = bit(Mode::car);
    lines.at.push_back(*rc::gen::inRange<std::uint32_t>(0, nodes));
    lines.at.push_back(*rc::gen::inRange<std::uint32_t>(0, nodes));
    lines.close(kind);
  }
  const auto network = Network::of(build(lines));
  const Graph graph = graph_of(network, Mode::car);
  const auto size = network.nodes();
  std::vector<std::vector<bool>> reach(size, std::vector<bool>(size, false));
  for (std::size_t n = 0; n < size; ++n) reach[n][n] = true;
  for (std::size_t round = 0; round < size; ++round) {
    for (std::size_t n = 0; n < size; ++n) {
      for (auto a = graph.first[n]; a < graph.first[n + 1]; ++a) {
        for (std::size_t from = 0; from < size; ++from) {
          if (reach[from][n]) reach[from][graph.head[a]] = true;
        }
      }
    }
  }
  // Every node outside its component's largest strong part belongs to one island.
  std::size_t outside = 0;
  for (std::size_t n = 0; n < size; ++n) {
    std::size_t mine = 0, most = 0;
    for (std::size_t m = 0; m < size; ++m) {
      if (network.component(m) != network.component(n)) continue;
      std::size_t its = 0;
      for (std::size_t k = 0; k < size; ++k) its += reach[m][k] && reach[k][m] ? 1 : 0;
      most = std::max(most, its);
      if (m == n) mine = its;
    }
    outside += mine < most ? 1 : 0;
  }
  std::size_t flagged = 0;
  for (const auto& flag : network.flagged()) {
    if (flag.kind == FlagKind::one_way_island) flagged += flag.nodes;
  }
  // Of equally large parts all but one are islands.
  RC_ASSERT(flagged >= outside);
  std::uint32_t counted = 0;
  for (const auto& component : network.components()) counted += component.nodes;
  RC_ASSERT(counted == size);
}

}  // namespace
}  // namespace adem::roads
