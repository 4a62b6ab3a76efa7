#include "outlook/links.h"

#include <algorithm>

namespace adem::outlook {

using election::Link;

Links::Links(TiedWorld tied, const OpenRoads& open, unsigned threads)
    : tied_(std::move(tied)), members_(open.members()) {
  const auto& world = tied_.world;
  if (computed(Link::box)) box_ = box_times(world, open, threads);
  if (computed(Link::crew)) crew_ = crew_times(world, open, threads);
  if (computed(Link::voters)) voters_ = voter_ways(world, open, threads);
  help_ = cut_off(world, open, threads);
}

LinkFutures Links::futures(Link link, std::size_t row) const {
  const auto& world = tied_.world;
  const auto& duties = world.duties;
  const bool unknown = !tied_.why[row][static_cast<std::size_t>(link)].code.empty();
  if (link == Link::box) {
    if (unknown) return LinkFutures::unknown(world.window.steps, members_, {0, world.window.steps});
    return box_futures(world, box_, members_, row);
  }
  if (link == Link::crew) {
    auto out = crew_futures(world, crew_, members_, row);
    if (unknown) out = LinkFutures::unknown(world.window.steps, members_, out.asked);
    return out;
  }
  if (unknown) return LinkFutures::unknown(world.window.steps, members_, duties.voting);
  return voters_.stations[row];
}

Message Links::why_unknown(Link link, std::size_t row) const {
  const auto& said = tied_.why[row][static_cast<std::size_t>(link)];
  if (!said.code.empty()) return said;
  const auto& world = tied_.world;
  if (link == Link::box && box_.dry_there[row] == kNoStep) {
    return {"outlook.reason.no-dry-way", {{"place", warehouse(row)}}};
  }
  if (link == Link::crew) {
    int mapped = 0;
    const auto& crew = world.stations[row].crew;
    for (std::size_t k = 0; k < crew.size(); ++k) {
      if (crew_.mapped[row][k] != 0) mapped += crew[k].members;
    }
    if (mapped < world.crew_least) {
      return {"outlook.reason.crew-unplaced", {{"members", std::int64_t{mapped}}}};
    }
  }
  return {"outlook.reason.roads-unknown", {{"link", std::string(name_of(link))}}};
}

std::string Links::warehouse(std::size_t row) const {
  const auto& station = tied_.world.stations[row];
  return station.warehouse ? tied_.world.depots[*station.warehouse].name : std::string();
}

std::vector<election::Departure> Links::departures(std::size_t row) const {
  std::vector<election::Departure> out;
  if (!computed(Link::box) || !tied_.why[row][static_cast<std::size_t>(Link::box)].code.empty()) {
    return out;
  }
  for (const auto& [mode, step] : box_.last_safe[row]) {
    out.push_back({mode, warehouse(row), {}});
    if (step != kNoStep) out.back().latest = tied_.world.window.at(step);
  }
  return out;
}

std::vector<Message> Links::notes(std::size_t row) const {
  std::vector<Message> out;
  note_cut(help_.hospital, "hospital", row, out);
  note_cut(help_.police, "police", row, out);
  return out;
}

void Links::note_cut(const std::vector<std::uint16_t>& cut, const char* kind, std::size_t row,
                     std::vector<Message>& notes) const {
  if (cut.empty()) return;
  const auto& window = tied_.world.window;
  const auto most_lost = (1 - tied_.world.demanded_chance) * static_cast<double>(members_) + 1e-6;
  std::size_t first = window.steps, last = 0;
  std::uint16_t most = 0;
  for (std::size_t s = 0; s < window.steps; ++s) {
    const auto count = cut[row * window.steps + s];
    if (count <= most_lost) continue;
    first = std::min(first, s);
    last = s + 1;
    most = std::max(most, count);
  }
  if (last == 0) return;
  const Instant from = window.at(first), to = window.at(last);
  notes.push_back({"outlook.note.cut-off",
                   {{"kind", std::string(kind)},
                    {"from", from},
                    {"to", to},
                    {"begins", std::string(window.on_eve(from) ? "before" : "day")},
                    {"ends", std::string(window.on_morrow(to) ? "after" : "day")},
                    {"span", std::string(first == 0 && last == window.steps ? "whole" : "part")},
                    {"cut", std::int64_t{most}},
                    {"members", static_cast<std::int64_t>(members_)},
                    {"odds", std::string(members_ > 1 ? "some" : "sure")}}});
}

}  // namespace adem::outlook
