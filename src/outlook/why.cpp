#include "outlook/why.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace adem::outlook {

namespace {

using election::Link;
using election::LinkSeries;
using election::Outlook;
using election::StationOutlook;

// One for each way to travel.
constexpr std::array<const char*, election::kModes> kModeArgs = {"mode", "mode2", "mode3", "mode4",
                                                                 "mode5"};

std::int64_t members_of(const StationOutlook& station) {
  const auto in = [](const Message& message) {
    for (const auto& [name, value] : message.args) {
      const auto* count = std::get_if<std::int64_t>(&value);
      if (name == "members" && count != nullptr) return *count;
    }
    return std::int64_t{0};
  };
  std::int64_t members = in(station.reason);
  for (const auto& note : station.notes) members = std::max(members, in(note));
  return members;
}

class Explainer {
 public:
  Explainer(const Outlook& outlook, const StationOutlook& station, const Duties& duties)
      : outlook_(outlook),
        station_(station),
        duties_(duties),
        demanded_(static_cast<float>(outlook.demanded_chance)) {
    out_.members = members_of(station);
  }

  Why explain() {
    if (station_.weakest) say("weakest", {{"link", std::string(name_of(*station_.weakest))}});
    for (const auto link : election::kLinks) take(link);
    departures();
    recession();
    for (const auto& each : out_.links) {
      if (!each.computed) say("missing", {{"link", std::string(name_of(each.link))}});
    }
    return std::move(out_);
  }

 private:
  void say(const std::string& code, Args args) {
    out_.sentences.push_back({"why." + code, std::move(args)});
  }

  // An hour of another day is said with its day.
  void hour(Args& args, const std::string& name, Instant at) const {
    const auto& window = outlook_.window;
    const char* day = window.on_eve(at) ? "before" : (window.on_morrow(at) ? "after" : "day");
    args.emplace_back(name + "_on", std::string(day));
    args.emplace_back(name, at);
  }

  template <class Is>
  std::vector<WhyHours> spans(const LinkSeries& series, Steps steps, const Is& is) const {
    std::vector<WhyHours> out;
    for (std::size_t s = steps.begin; s < steps.end; ++s) {
      const float chance = series.at(s);
      if (!is(chance)) continue;
      const Instant from = outlook_.window.at(s), to = outlook_.window.at(s + 1);
      if (out.empty() || out.back().to != from) {
        out.push_back({from, to, chance});
      } else {
        out.back().to = to;
        out.back().least = std::min(out.back().least, chance);
      }
    }
    return out;
  }

  void take(Link link) {
    WhyLink each{link, outlook_.has(link), {}, {}};
    if (each.computed) {
      const auto& series = station_.link(link);
      // Voters are asked for while they vote.
      const Steps day =
          link == Link::voters ? duties_.voting : Steps{duties_.set_up.begin, duties_.voting.end};
      each.bad = spans(series, {0, outlook_.window.steps},
                       [this](float chance) { return chance >= 0 && chance < demanded_; });
      each.unknown = spans(series, day, [](float chance) { return chance < 0; });
      say_link(each, day);
    }
    out_.links.push_back(std::move(each));
  }

  void say_link(const WhyLink& each, Steps day) {
    const std::string name(name_of(each.link));
    for (const auto& span : each.bad) {
      Args args{{"link", name}};
      hour(args, "from", span.from);
      hour(args, "to", span.to);
      odds(args, span.least);
      say("bad", std::move(args));
    }
    for (const auto& span : each.unknown) {
      Args args{{"link", name}};
      hour(args, "from", span.from);
      hour(args, "to", span.to);
      say("unknown", std::move(args));
    }
    if (!each.bad.empty() || !each.unknown.empty()) return;
    Args args{{"link", name}};
    hour(args, "from", outlook_.window.at(day.begin));
    hour(args, "to", outlook_.window.at(day.end));
    say("good", std::move(args));
  }

  // In how many computed futures it fails; in tenths where their number is not stated.
  void odds(Args& args, float least) const {
    const auto fails = 1 - static_cast<double>(least);
    const bool counted = out_.members > 1;
    const std::int64_t of = counted ? out_.members : 10;
    const auto how_many = static_cast<std::int64_t>(std::lround(fails * static_cast<double>(of)));
    args.emplace_back("odds", std::string(least <= 0 ? "sure" : (counted ? "counted" : "tenths")));
    args.emplace_back("fails", std::clamp<std::int64_t>(how_many, 1, of));
    args.emplace_back("of", of);
  }

  // Vehicles that leave the same place at the same time are named together.
  void departures() {
    const auto& all = station_.departures;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto same = [&](const election::Departure& other) {
        return other.from == all[i].from && other.latest == all[i].latest;
      };
      if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
      Args args{{"place", all[i].from}};
      std::size_t named = 0;
      for (const auto& other : all) {
        if (same(other)) args.emplace_back(kModeArgs.at(named++), std::string(name_of(other.mode)));
      }
      while (named < kModeArgs.size())
        args.emplace_back(kModeArgs.at(named++), std::string("none"));
      if (all[i].latest) hour(args, "at", *all[i].latest);
      say(all[i].latest ? "departure" : "no-departure", std::move(args));
    }
  }

  void recession() {
    const auto& floor = station_.link(Link::floor);
    const Steps from_set_up{duties_.set_up.begin, outlook_.window.steps};
    std::size_t last = from_set_up.end;
    for (std::size_t s = from_set_up.begin; s < from_set_up.end; ++s) {
      if (floor.at(s) >= 0 && floor.at(s) < demanded_) last = s;
    }
    if (last == from_set_up.end) return;
    const Instant ends = outlook_.window.at(duties_.voting.end);
    Args args{{"ends", ends}};
    const bool known = last + 1 < from_set_up.end && floor.at(last + 1) >= 0;
    if (!known || station_.recession_unknown) {
      out_.recession = Recession::unknown;
      return say("recession-unknown", std::move(args));
    }
    out_.dry_from = outlook_.window.at(last + 1);
    hour(args, "dry", *out_.dry_from);
    const bool before = *out_.dry_from < ends;
    out_.recession = before ? Recession::before_end : Recession::after_end;
    say(before ? "recession-before" : "recession-after", std::move(args));
  }

  const Outlook& outlook_;
  const StationOutlook& station_;
  const Duties& duties_;
  float demanded_;
  Why out_;
};

}  // namespace

Why why(const Outlook& outlook, const StationOutlook& station, const Duties& duties) {
  return Explainer(outlook, station, duties).explain();
}

}  // namespace adem::outlook
