#include "outlook/help_link.h"

#include <algorithm>
#include <array>

#include "roads/search/blocks.h"
#include "roads/search/contraction.h"
#include "roads/search/reach.h"

namespace adem::outlook {

namespace {

using election::Mode;
using roads::Lanes;

// The lanes of one block in which each station is reached from any of the places.
void reach(const RoadWorld& world, const roads::Contraction& ready, roads::ReachSearch& search,
           const std::vector<std::uint32_t>& places, std::vector<Lanes>& reached) {
  std::vector<roads::Seed> seeds;
  for (const auto node : places) seeds.push_back({node, ready.all()});
  search.from(ready, seeds);
  for (std::size_t row = 0; row < reached.size(); ++row) {
    if (const auto& node = world.stations[row].at.node) reached[row] |= search.at(*node);
  }
}

class Help {
 public:
  Help(const RoadWorld& world, const OpenRoads& open, unsigned threads)
      : world_(world), open_(open), threads_(threads), members_(open.members()) {
    for (const Mode mode : world.help_by) links_.emplace_back(world.roads(mode).graph);
    for (const auto& [kind, places] : kinds()) {
      if (!places->empty()) {
        (cut_.*kind).assign(world.stations.size() * world.window.steps, 0);
      }
    }
  }

  CutOff run() {
    const auto mapped = dry();
    const std::size_t part = steps_in_block(members_), steps = world_.window.steps;
    roads::over_blocks((steps + part - 1) / part, threads_, [&](std::size_t piece, unsigned) {
      const std::size_t first = piece * part, count = std::min(part, steps - first);
      const auto reached =
          block([&](Mode mode) { return open_.block(mode, roads::Reading::maybe, first, count); });
      for (std::size_t k = 0; k < 2; ++k) keep(k, first, count, reached[k], mapped[k]);
    });
    return std::move(cut_);
  }

 private:
  struct Kind {
    std::vector<std::uint16_t> CutOff::* cut;
    const std::vector<std::uint32_t>* places;
  };
  std::array<Kind, 2> kinds() const {
    return {Kind{&CutOff::hospital, &world_.hospitals}, Kind{&CutOff::police, &world_.police}};
  }

  template <typename Open>
  std::array<std::vector<Lanes>, 2> block(const Open& open) const {
    std::array<std::vector<Lanes>, 2> reached;
    for (auto& each : reached) each.resize(world_.stations.size());
    roads::Contraction ready;
    roads::ReachSearch search;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const auto closures = open(world_.help_by[i]);
      ready.prepare(links_[i], closures);
      for (std::size_t k = 0; k < 2; ++k) {
        const auto& places = *kinds()[k].places;
        if (!places.empty()) reach(world_, ready, search, places, reached[k]);
      }
    }
    return reached;
  }

  std::array<std::vector<Lanes>, 2> dry() const {
    return block([&](Mode) { return roads::Closures(world_.length_m.size(), 1); });
  }

  void keep(std::size_t k, std::size_t first, std::size_t count, const std::vector<Lanes>& reached,
            const std::vector<Lanes>& mapped) {
    auto& cut = cut_.*kinds()[k].cut;
    if (cut.empty()) return;
    for (std::size_t row = 0; row < reached.size(); ++row) {
      if (!mapped[row][0]) continue;
      for (std::size_t s = 0; s < count; ++s) {
        std::size_t without = 0;
        for (std::size_t m = 0; m < members_; ++m) {
          without += reached[row][s * members_ + m] ? 0U : 1U;
        }
        cut[row * world_.window.steps + first + s] = static_cast<std::uint16_t>(without);
      }
    }
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<roads::Links> links_;  // by mode of the rules
  CutOff cut_;
};

}  // namespace

CutOff cut_off(const RoadWorld& world, const OpenRoads& open, unsigned threads) {
  if (world.hospitals.empty() && world.police.empty()) return {};
  return Help(world, open, threads).run();
}

}  // namespace adem::outlook
