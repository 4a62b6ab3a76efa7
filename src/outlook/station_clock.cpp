#include "outlook/station_clock.h"

#include <algorithm>
#include <array>
#include <optional>

namespace adem::outlook {

namespace {

using election::Link;
using election::StationOutlook;
using election::Status;

using Chances = std::array<std::vector<float>, election::kLinks.size()>;

class StationClock {
 public:
  StationClock(const ClockInputs& inputs, const Floor& floor, std::size_t row)
      : in_(inputs), floor_(floor), row_(row) {
    chances_[0] = floor.chance;
    works_ = floor.chance;
    if (in_.links != nullptr) join();
  }

  void put(const Message& why, StationOutlook& out) const {
    for (const Link link : election::kLinks) out.link(link) = series_of(of(link));
    out.works = series_of(works_);
    set_bad_hours(out);
    const auto verdict = judge(works_, in_.demanded, in_.duties);
    out.status = verdict.status;
    if (verdict.status == Status::ready) {
      out.reason = ready(verdict);
    } else if (verdict.status == Status::unknown) {
      out.reason = unknown(verdict, why);
    } else {
      out.weakest = weakest(verdict);
      out.reason = failing(*out.weakest, verdict);
    }
    if (in_.links == nullptr) return;
    out.departures = in_.links->departures(row_);
    for (auto& note : in_.links->notes(row_)) out.notes.push_back(std::move(note));
  }

 private:
  const std::vector<float>& of(Link link) const { return chances_[static_cast<std::size_t>(link)]; }
  bool bad(float chance) const { return chance >= 0 && chance < static_cast<float>(in_.demanded); }

  void join() {
    const std::size_t steps = in_.window.steps, members = in_.links->members();
    std::vector<LinkFutures> futures;
    futures.reserve(election::kLinks.size());
    std::vector<const LinkFutures*> joined = {&floor_.futures};
    for (const Link link : {Link::box, Link::crew, Link::voters}) {
      if (!in_.links->computed(link)) continue;
      futures.push_back(in_.links->futures(link, row_));
      joined.push_back(&futures.back());
      chances_[static_cast<std::size_t>(link)] = chances_of(futures.back(), members, in_.demanded);
    }
    works_ = chances_of(together(joined, steps, members), members, in_.demanded);
    if (floor_.shares.empty()) return;
    // A floor that is only known as a share: the worse counts.
    for (std::size_t s = 0; s < steps; ++s) {
      const float share = floor_.shares[s];
      if (share >= 0 && (works_[s] >= 0 || bad(share))) {
        works_[s] = works_[s] < 0 ? share : std::min(works_[s], share);
      }
    }
  }

  void set_bad_hours(StationOutlook& out) const {
    std::size_t first = works_.size(), last = 0;
    for (std::size_t s = 0; s < works_.size(); ++s) {
      if (!bad(works_[s])) continue;
      first = std::min(first, s);
      last = s + 1;
    }
    if (last == 0) return;
    out.first_bad = in_.window.at(first);
    out.last_bad = in_.window.at(last);
  }

  // The link that is farthest below the demand over the hours that decide: those of voting where it
  // is disturbed, else those that the verdict speaks of. Of links equally far the first. Where each
  // alone holds, the least good one.
  Link weakest(const Verdict& whole) const {
    const Steps& voting = in_.duties.voting;
    bool disturbed = false;
    for (std::size_t s = voting.begin; s < voting.end; ++s) disturbed = disturbed || bad(works_[s]);
    const Steps decide = disturbed ? voting : whole.steps;
    Link worst = Link::floor;
    double most = -1;
    for (const Link link : election::kLinks) {
      double lost = 0;
      if (of(link).empty()) continue;  // not computed
      for (std::size_t s = decide.begin; s < decide.end; ++s) {
        if (bad(works_[s]) && of(link)[s] >= 0) lost += 1 - static_cast<double>(of(link)[s]);
      }
      if (lost <= most) continue;
      most = lost;
      worst = link;
    }
    return worst;
  }

  // What a link alone would do to the day, where it is not asked for nothing.
  Verdict alone(Link link) const {
    auto chance = of(link);
    if (link != Link::floor) {
      for (auto& each : chance) each = each < 0 ? 1 : each;
    }
    return judge(chance, in_.demanded, in_.duties);
  }

  // A link's own words hold where it alone makes the day what it is.
  Message failing(Link link, const Verdict& whole) const {
    const std::string place = in_.links == nullptr ? std::string() : in_.links->warehouse(row_);
    const std::size_t members = in_.links == nullptr ? 0 : in_.links->members();
    const auto own = alone(link);
    if (own.status == whole.status) {
      return link == Link::floor ? floor_reason(own, in_.window, floor_.cause)
                                 : link_reason(link, own, in_.window, place, members);
    }
    const bool fails = own.status != Status::ready && own.status != Status::unknown;
    auto message = link_reason(link, whole, in_.window, place, members);
    message.code = fails ? "outlook.reason.several" : "outlook.reason.together";
    message.args.emplace_back("link", std::string(name_of(link)));
    return message;
  }

  Message ready(const Verdict& verdict) const {
    auto message = floor_reason(verdict, in_.window, floor_.cause);
    if (in_.links == nullptr) return message;
    message.code = "outlook.reason.works";
    for (const Link link : {Link::box, Link::crew, Link::voters}) {
      message.args.emplace_back(std::string(name_of(link)),
                                std::string(in_.links->computed(link) ? "yes" : "no"));
    }
    return message;
  }

  // The first link that is not known at the first hour that is not.
  Message unknown(const Verdict& verdict, const Message& why) const {
    const std::size_t gap = verdict.steps.begin;
    for (const Link link : election::kLinks) {
      const bool asked = link == Link::floor || (in_.links != nullptr && in_.links->computed(link));
      if (!asked || of(link)[gap] >= 0) continue;
      if (link != Link::floor) return in_.links->why_unknown(link, row_);
      const bool any = std::ranges::any_of(of(link), [](float c) { return c >= 0; });
      return any ? floor_reason(verdict, in_.window, floor_.cause) : why;
    }
    return floor_reason(verdict, in_.window, floor_.cause);
  }

  const ClockInputs& in_;
  const Floor& floor_;
  std::size_t row_;
  Chances chances_;
  std::vector<float> works_;
};

}  // namespace

void set_clock(const ClockInputs& inputs, const Floor& floor, const Message& why, std::size_t row,
               StationOutlook& out) {
  StationClock(inputs, floor, row).put(why, out);
}

}  // namespace adem::outlook
