#include "cli/outlook_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/format.h"
#include "brief/outlook_words.h"
#include "cli/link_table.h"
#include "cli/wrap.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

using election::StationOutlook;
using election::Status;

constexpr std::size_t kOutlookTextShown = 20;

constexpr std::array<const char*, 5> kSymbols = {"●", "◐", "◑", "✕", "?"};
// Bluish green, orange, vermilion, purple, grey (Okabe and Ito), as 256-colour codes.
constexpr std::array<int, 5> kColours = {36, 214, 202, 175, 245};

class Text {
 public:
  Text(const election::Outlook& outlook, workspace::Workspace& workspace,
       const words::Speech& speech, bool colour)
      : outlook_(outlook), workspace_(workspace), speech_(speech), colour_(colour) {
    for (const auto& area : workspace::areas(workspace)) areas_[area.code] = area.name;
  }

  std::vector<std::string> one(const StationOutlook& s) {
    head();
    station(s);
    out_.emplace_back();
    for (auto& line : link_table(outlook_, s, speech_)) out_.push_back(std::move(line));
    out_.emplace_back();
    foot();
    return std::move(out_);
  }

  std::vector<std::string> lines(bool all) {
    head();
    stations(all);
    out_.emplace_back();
    summary();
    return std::move(out_);
  }

 private:
  void head() {
    const auto& settings = workspace_.settings();
    if (outlook_.exercise) out_.push_back(speech_.say("exercise"));
    const std::string name = settings.name.empty() ? workspace_.rules().name_id : settings.name;
    wrap(speech_.say("outlook.head", {{"name", name},
                                      {"day", speech_.day_of(workspace_.rules().vote_date)},
                                      {"made", outlook_.made_at.value_or(Instant{})}}),
         "", "", out_);
    out_.emplace_back();
  }

  static bool worries(const StationOutlook& s) {
    return s.rawan_by_witness || s.tick_disagrees ||
           (s.status != Status::ready && s.status != Status::unknown);
  }

  void stations(bool all) {
    std::size_t shown = 0, hidden = 0;
    std::map<std::string, std::pair<std::int64_t, const StationOutlook*>> unknown;
    std::int64_t ready = 0;
    for (const auto& s : outlook_.stations) {
      if (all || (worries(s) && shown < kOutlookTextShown)) {
        station(s);
        ++shown;
      } else if (worries(s)) {
        ++hidden;
      } else if (s.status == Status::unknown) {
        auto& [count, example] = unknown[s.reason.code];
        ++count;
        example = &s;
      } else {
        ++ready;
      }
    }
    if (hidden > 0) {
      wrap(speech_.say("outlook.more", {{"count", static_cast<std::int64_t>(hidden)}}), "  ", "  ",
           out_);
    }
    for (const auto& [code, found] : unknown) {
      wrap(speech_.say("outlook.unknown-by-reason",
                       {{"count", found.first}, {"reason", speech_.say(found.second->reason)}}),
           symbol(Status::unknown) + " ", "  ", out_);
    }
    if (ready > 0) {
      wrap(speech_.say("outlook.ready-rest", {{"count", ready}}), symbol(Status::ready) + " ", "  ",
           out_);
    }
  }

  std::string symbol(Status status) const {
    const auto i = static_cast<std::size_t>(status);
    return colour_ ? fmt::format("\033[38;5;{}m{}\033[0m", kColours[i], kSymbols[i]) : kSymbols[i];
  }

  void station(const StationOutlook& s) {
    const auto area = areas_.find(s.area);
    const std::string place = area == areas_.end() ? s.area : area->second;
    wrap(fmt::format("{}, {} ({})", s.name.empty() ? s.key : s.name, place, s.key),
         fmt::format("{} {}: ", symbol(s.status),
                     speech_.say("status." + std::string(name_of(s.status)))),
         "    ", out_);
    const std::string stamp = outlook_.exercise ? " " + speech_.say("exercise") + "." : "";
    wrap(speech_.say(s.reason) + stamp, "    ", "    ", out_);
    for (const auto& line : brief::link_sentences(outlook_, s, speech_)) {
      wrap(line, "    ", "    ", out_);
    }
    for (const auto& note : s.notes) wrap(speech_.say(note), "    ", "    ", out_);
    for (const auto& answer : s.witness) wrap(told(answer), "    ", "    ", out_);
  }

  std::string told(const election::WitnessAnswer& a) const {
    const auto given = [](const std::string& text) {
      return std::string(text.empty() ? "no" : "yes");
    };
    return speech_.say(
        "outlook.witness",
        {{"office", a.office.empty() ? speech_.say("outlook.witness-office") : a.office},
         {"dated", std::string(a.told_at ? "yes" : "no")},
         {"day", a.told_at ? speech_.short_day(*a.told_at) : ""},
         {"flooded", std::string(name_of(a.flooded))},
         {"height", std::string(name_of(a.height))},
         {"whens", given(a.when)},
         {"when", a.when},
         {"cut", given(a.road_cut)},
         {"road", a.road_cut},
         {"alt", given(a.alternative)},
         {"alternative", a.alternative}});
  }

  void summary() {
    for (const auto status : {Status::cannot_open, Status::may_be_interrupted, Status::opens_late,
                              Status::unknown, Status::ready}) {
      const auto count = std::count_if(outlook_.stations.begin(), outlook_.stations.end(),
                                       [status](const auto& s) { return s.status == status; });
      out_.push_back(fmt::format("{} {:>9} {}", symbol(status),
                                 speech_.number(static_cast<double>(count)),
                                 speech_.say("status." + std::string(name_of(status)))));
    }
    counted("outlook.told", &StationOutlook::rawan_by_witness);
    counted("outlook.ticks", &StationOutlook::tick_disagrees);
    foot();
  }

  void foot() {
    wrap(speech_.say("outlook.demand", {{"chance", speech_.chance(outlook_.demanded_chance)},
                                        {"limit", speech_.metres(outlook_.floor_limit_m)}}),
         "", "", out_);
    for (const auto& caveat : outlook_.caveats) wrap(speech_.say(caveat), "", "", out_);
    if (outlook_.exercise) out_.push_back(speech_.say("exercise"));
  }

  void counted(const char* code, bool StationOutlook::* what) {
    const auto count = std::count_if(outlook_.stations.begin(), outlook_.stations.end(),
                                     [what](const auto& s) { return s.*what; });
    if (count > 0) wrap(speech_.say(code, {{"count", std::int64_t{count}}}), "", "", out_);
  }

  const election::Outlook& outlook_;
  workspace::Workspace& workspace_;
  const words::Speech& speech_;
  bool colour_;
  std::map<std::string, std::string> areas_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> station_lines(const election::Outlook& outlook,
                                       const election::StationOutlook& station,
                                       workspace::Workspace& workspace, const words::Speech& speech,
                                       bool colour) {
  return Text(outlook, workspace, speech, colour).one(station);
}

std::vector<std::string> outlook_lines(const election::Outlook& outlook,
                                       workspace::Workspace& workspace, const words::Speech& speech,
                                       bool all, bool colour) {
  return Text(outlook, workspace, speech, colour).lines(all);
}

}  // namespace adem::cli
