#include "roads/search/contraction.h"

namespace adem::roads {

void Contraction::prepare(const Links& links, const Closures& closures) {
  all_ = closures.all();
  components_.find(links, closures);
  place_.assign(links.nodes(), kNowhere);
  places_ = 0;
  reduction_.start(closures);
  bond_places(links, closures);
  reduction_.reduce(places_);
  number_spots();
  lay_out_core();
  spot_.resize(links.nodes());
  for (std::uint32_t node = 0; node < spot_.size(); ++node) {
    const std::uint32_t lowest = components_.of(node);
    spot_[node] = place_[lowest] == kNowhere ? spots_ + lowest : spot_of_[place_[lowest]];
  }
}

std::uint32_t Contraction::place_of(std::uint32_t node) {
  if (place_[node] == kNowhere) place_[node] = places_++;
  return place_[node];
}

void Contraction::bond_places(const Links& links, const Closures& closures) {
  const std::uint32_t none = reduction_.rows().none(), all = reduction_.rows().all();
  for (const auto& link : links.both_ways()) {
    const std::uint32_t row = closures.state(link.edge);
    if (row >= Closures::kClosed) continue;
    const std::uint32_t a = components_.of(link.tail), b = components_.of(link.head);
    if (a == b) continue;
    const std::uint32_t from = place_of(a);
    reduction_.add(from, place_of(b), row, row);
  }
  for (const auto& link : links.one_way()) {
    const std::uint32_t state = closures.state(link.edge);
    const std::uint32_t a = components_.of(link.tail), b = components_.of(link.head);
    if (state == Closures::kClosed || a == b) continue;
    const std::uint32_t from = place_of(a);
    reduction_.add(from, place_of(b), state == Closures::kOpen ? all : state, none);
  }
}

void Contraction::number_spots() {
  spot_of_.resize(places_);
  core_place_.clear();
  for (std::uint32_t place = 0; place < places_; ++place) {
    if (reduction_.folded(place)) continue;
    spot_of_[place] = static_cast<std::uint32_t>(core_place_.size());
    core_place_.push_back(place);
  }
  core_ = static_cast<std::uint32_t>(core_place_.size());
  spots_ = core_;
  const auto& folds = reduction_.folds();
  for (auto fold = folds.rbegin(); fold != folds.rend(); ++fold) spot_of_[fold->place] = spots_++;
  folds_.assign(folds.rbegin(), folds.rend());
  for (auto& fold : folds_) {
    for (auto* place : {&fold.place, &fold.near, &fold.far}) {
      if (*place != kNowhere) *place = spot_of_[*place];
    }
  }
}

void Contraction::lay_out_core() {
  const Rows& rows = reduction_.rows();
  first_.assign(1, 0);
  head_.clear();
  out_.clear();
  in_.clear();
  bool alike = true;
  std::size_t arcs = 0;
  for (const std::uint32_t place : core_place_) arcs += reduction_.count(place);
  head_.reserve(arcs);
  out_.reserve(arcs);
  for (const std::uint32_t place : core_place_) {
    reduction_.bonds(place, [&](std::uint32_t other, std::uint32_t out, std::uint32_t in) {
      head_.push_back(spot_of_[other]);
      out_.push_back(rows[out]);
      alike = alike && out == in;
    });
    first_.push_back(static_cast<std::uint32_t>(head_.size()));
  }
  if (alike) return;
  in_.reserve(arcs);
  for (const std::uint32_t place : core_place_) {
    reduction_.bonds(
        place, [&](std::uint32_t, std::uint32_t, std::uint32_t in) { in_.push_back(rows[in]); });
  }
}

}  // namespace adem::roads
