// A layer of futures: sets of members with water above some depths (election/futures.h).
#include <algorithm>
#include <cmath>

#include "election/futures.h"
#include "roads/passage/layers.h"

namespace adem::roads {

namespace {

using election::ModeRule;

class Futures final : public LayerOnRoads {
 public:
  Futures(const Network& network, const LayerFile& file, std::span<const ModeRule> rules)
      : network_(network),
        layer_(file.layer),
        raster_(geo::Raster::open(file.path, file.layer.crs)),
        head_(election::futures_head(raster_, layer_.name)),
        sampler_(network, raster_),
        all_(Lanes::first(static_cast<std::size_t>(head_.members))),
        some_(head_.moments * head_.words()),
        every_(some_.size()) {
    for (const auto& rule : rules) {
      if (const auto depth = depth_for(rule)) depths_.push_back(*depth);
    }
    std::ranges::sort(depths_);
    const auto rest = std::ranges::unique(depths_);
    depths_.erase(rest.begin(), rest.end());
    // Depth by depth, so that what a rule asks for lies together.
    for (const auto depth : depths_) {
      for (std::size_t m = 0; m < head_.moments; ++m) {
        for (std::size_t w = 0; w < head_.words(); ++w) bands_.push_back(head_.band(m, depth, w));
      }
    }
  }

  std::vector<election::Ruling> hours(const election::Window& window) const override {
    return election::rulings(layer_, head_.moments, window);
  }

  void load(std::size_t begin, std::size_t end) override {
    begin_ = begin;
    samples_ = sampler_.take(begin, end);
    sets_.resize(samples_.places.size() * bands_.size());
    raster_.sample_masks(bands_, samples_.places, election::kCellUnknown, sets_);
  }

  void answer(std::size_t edge, const ModeRule& rule, LayerAnswer& out) override {
    out.at.clear();
    out.not_there = {};
    const RoadWater dry{0, 0, true};
    const auto when_dry = in_every(all_, passable(rule, network_.road(edge), dry));
    if (samples_.footing[edge - begin_] != Footing::ground) {
      out.at.push_back(when_dry);
      out.not_there = when_dry;
      return;
    }
    const auto depth = depth_for(rule);
    if (!depth) {
      out.at.emplace_back();
      return;
    }
    const auto words = rows_of(edge, *depth);
    if (std::ranges::all_of(words.some, [](std::uint32_t word) { return word == 0; })) {
      out.at.push_back(when_dry);
    } else {
      for (std::size_t m = 0; m < head_.moments; ++m) out.at.push_back(known(words, m, rule));
    }
    if (head_.moments == 1) out.not_there = in_every(all_, dry_where_known(edge, rule));
  }

  double bytes_per_edge() const override {
    return places_per_edge(network_, raster_) *
           static_cast<double>(bands_.size() * sizeof(std::uint32_t));
  }

 private:
  // Members with water at some place of an edge, and at every place that is known; a row of words
  // for each moment. The unknown bit of `some` is set where some place is not known.
  struct Rows {
    std::span<const std::uint32_t> some, every;
  };

  static bool unknown(std::uint32_t word) { return (word & election::kCellUnknown) != 0; }

  // The depth that tells for a rule: never too little water for wheels and feet, never too much for
  // boats. Nothing where no depth tells.
  std::optional<std::size_t> depth_for(const ModeRule& rule) const {
    if (rule.least_depth_m) return head_.at_least(*rule.least_depth_m);
    return head_.at_most(*rule.depth_m);
  }

  // A footprint outside its hours.
  Passable dry_where_known(std::size_t edge, const ModeRule& rule) const {
    RoadWater water;
    water.complete = true;
    for (const auto place : samples_.of(edge - begin_)) {
      if (unknown(sets_[place * bands_.size()])) {
        water.complete = false;
      } else {
        water.deepest_m = water.shallowest_m = 0;
      }
    }
    return passable(rule, network_.road(edge), water);
  }

  Rows rows_of(std::size_t edge, std::size_t depth) {
    const auto size = some_.size();
    const auto first =
        static_cast<std::size_t>(std::ranges::find(depths_, depth) - depths_.begin()) * size;
    std::ranges::fill(some_, 0U);
    std::ranges::fill(every_, ~election::kCellUnknown);
    for (const auto place : samples_.of(edge - begin_)) {
      const auto* set = sets_.data() + place * bands_.size() + first;
      for (std::size_t i = 0; i < size; ++i) {
        some_[i] |= set[i];
        // What is not known takes nothing away.
        every_[i] &= set[i] | (0U - (set[i] >> 31U));
      }
    }
    return {some_, every_};
  }

  Known known(const Rows& rows, std::size_t moment, const ModeRule& rule) const {
    Known out;
    for (std::size_t w = 0; w < head_.words(); ++w) {
      const auto some = rows.some[moment * head_.words() + w];
      const auto every = rows.every[moment * head_.words() + w];
      const auto members = election::members_of_word(head_, w);
      const auto closed = (rule.least_depth_m ? ~every : some) & members;
      put(closed, w, out.closed);
      if (!unknown(some)) put(members & ~closed, w, out.open);
    }
    return out;
  }

  static void put(std::uint32_t bits, std::size_t word, Lanes& out) {
    const std::size_t first = word * election::kMembersInBand;
    const std::size_t shift = first % 64, at = first / 64;
    out.word[at] |= std::uint64_t{bits} << shift;
    if (shift > 64 - election::kMembersInBand && at + 1 < Lanes::kWords) {
      out.word[at + 1] |= std::uint64_t{bits} >> (64 - shift);
    }
  }

  const Network& network_;
  election::HazardLayer layer_;
  geo::Raster raster_;
  election::FuturesHead head_;
  EdgeSampler sampler_;
  Lanes all_;
  std::vector<std::size_t> depths_;
  std::vector<int> bands_;
  std::size_t begin_ = 0;
  EdgeSamples samples_;
  std::vector<std::uint32_t> sets_;  // places × bands
  std::vector<std::uint32_t> some_, every_;
};

}  // namespace

std::unique_ptr<LayerOnRoads> futures_layer(const Network& network, const LayerFile& file,
                                            std::span<const ModeRule> rules) {
  return std::make_unique<Futures>(network, file, rules);
}

}  // namespace adem::roads
