// adem outlook score: earlier forecasts against what was seen.
#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/room.h"
#include "cli/wrap.h"
#include "intake/observed.h"
#include "outlook/duties.h"
#include "outlook/score.h"
#include "workspace/earlier_forecasts.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

constexpr std::size_t kOutlookScoreShown = 20;

std::int64_t whole(std::uint64_t n) { return static_cast<std::int64_t>(n); }

intake::ObservedResult read(const ImportAsked& asked, workspace::Workspace& workspace) {
  const auto window = workspace.window();
  const auto duties = outlook::duties(workspace.rules(), window);
  const intake::ObservedDay day{workspace.rules().vote_date, workspace.zone(),
                                window.at(duties.voting.begin), window.at(duties.voting.end),
                                window};
  return intake::read_observed(asked.file, workspace::stations(workspace),
                               workspace::areas(workspace), day, import_options(asked, workspace));
}

class OutlookScoreSheet {
 public:
  OutlookScoreSheet(Context& context, const outlook::Scores& scores)
      : speech_(context.speech()), scores_(scores) {}

  std::vector<std::string> lines(const intake::ObservedResult& read) {
    if (scores_.exercise) out_.push_back(speech_.say("exercise"));
    say("head",
        {{"forecasts", whole(scores_.by_forecast.size())}, {"stations", whole(scores_.observed)}});
    if (scores_.all.brier) {
      whole_score();
      leads();
      forecasts();
    } else {
      say("nothing");
    }
    not_scored();
    refused(read);
    if (scores_.exercise) out_.push_back(speech_.say("exercise"));
    return std::move(out_);
  }

 private:
  void say(const std::string& code, const Args& args = {}, const std::string& first = "",
           const std::string& rest = "") {
    wrap(speech_.say("score." + code, args), first, rest, out_);
  }

  void whole_score() {
    const auto& all = scores_.all;
    out_.emplace_back();
    say("brier", {{"brier", speech_.number(*all.brier, 3)},
                  {"usual", speech_.number(all.uncertainty, 3)},
                  {"reliability", speech_.number(all.reliability, 3)},
                  {"resolution", speech_.number(all.resolution, 3)},
                  {"skilled", std::string(all.skill ? "yes" : "no")},
                  {"skill", all.skill ? speech_.number(*all.skill, 2) : ""}});
    out_.emplace_back();
    say("classes");
    for (const auto& each : all.classes) {
      say("class",
          {{"tenths", std::int64_t{each.tenths}},
           {"quarters", whole(each.quarters)},
           {"seen",
            speech_.number(
                10 * static_cast<double>(each.worked) / static_cast<double>(each.quarters), 1)}},
          "  ", "    ");
    }
    out_.emplace_back();
    warned("by-station", all.stations);
    warned("by-hour", all.hours);
    if (all.reasons > 0) {
      say("reasons", {{"reasons", whole(all.reasons)}, {"right", whole(all.reasons_right)}});
    }
  }

  void warned(const std::string& code, const outlook::Warned& table) {
    say(code, {{"hits", whole(table.hits)},
               {"misses", whole(table.misses)},
               {"failed", whole(table.hits + table.misses)},
               {"false_alarms", whole(table.false_alarms)},
               {"warnings", whole(table.hits + table.false_alarms)},
               {"correct", whole(table.correct_negatives)}});
  }

  void leads() {
    if (scores_.by_forecast.size() < 2) return;
    out_.emplace_back();
    say("leads");
    for (const auto& lead : scores_.by_lead) {
      if (!lead.score.brier) continue;
      say("lead",
          {{"from", std::int64_t{lead.from_h}},
           {"open", std::string(lead.to_h == 0 ? "yes" : "no")},
           {"to", std::int64_t{lead.to_h}},
           {"brier", speech_.number(*lead.score.brier, 3)},
           {"hits", whole(lead.score.stations.hits)},
           {"misses", whole(lead.score.stations.misses)},
           {"false_alarms", whole(lead.score.stations.false_alarms)}},
          "  ", "    ");
    }
  }

  void forecasts() {
    out_.emplace_back();
    say("forecasts");
    std::size_t shown = 0;
    for (const auto& each : scores_.by_forecast) {
      if (++shown > kOutlookScoreShown) break;
      const Instant made = each.made_at.value_or(Instant{});
      say("forecast",
          {{"name", each.name},
           {"published", std::string(each.office.empty() ? "no" : "yes")},
           {"office", each.office},
           {"dated", std::string(each.made_at ? "yes" : "no")},
           {"made", made},
           {"quarters", whole(each.score.quarters)},
           {"brier", each.score.brier ? speech_.number(*each.score.brier, 3) : "-"},
           {"after", whole(each.after)}},
          "  ", "    ");
    }
    const auto all = scores_.by_forecast.size();
    if (all > kOutlookScoreShown)
      say("more", {{"count", whole(all - kOutlookScoreShown)}}, "  ", "  ");
  }

  void not_scored() {
    out_.emplace_back();
    if (scores_.all.unknown > 0) say("unknown", {{"quarters", whole(scores_.all.unknown)}});
    if (scores_.disputed > 0) say("disputed", {{"quarters", whole(scores_.disputed)}});
    if (scores_.unobserved > 0) say("unobserved", {{"stations", whole(scores_.unobserved)}});
    if (scores_.unforecast > 0) say("unforecast", {{"stations", whole(scores_.unforecast)}});
    say("caveat");
  }

  void refused(const intake::ObservedResult& read) {
    if (read.blank > 0) say("blank", {{"rows", whole(read.blank)}});
    if (read.refused.empty()) return;
    out_.emplace_back();
    out_.push_back(speech_.say("import.refused", {{"count", whole(read.refused.size())}}));
    for (std::size_t i = 0; i < std::min(kOutlookScoreShown, read.refused.size()); ++i) {
      const auto& each = read.refused[i];
      wrap(speech_.say(each.column.empty() ? "import.refused-row" : "import.refused-cell",
                       {{"row", std::to_string(each.row)},
                        {"column", each.column},
                        {"value", each.value},
                        {"why", speech_.say(each.why)}}),
           "  ", "    ", out_);
    }
    if (read.refused.size() > kOutlookScoreShown) {
      say("more", {{"count", whole(read.refused.size() - kOutlookScoreShown)}}, "  ", "  ");
    }
  }

  const words::Speech& speech_;
  const outlook::Scores& scores_;
  std::vector<std::string> out_;
};

Json json_of(const outlook::Scores& scores, const intake::ObservedResult& read,
             const words::Speech& speech) {
  Json json = to_json(scores);
  Json refused = Json::array();
  for (const auto& each : read.refused) {
    Json why = to_json(each.why);
    why["text"] = speech.say(each.why);
    refused.push_back({{"row", each.row},
                       {"column", each.column},
                       {"value", each.value},
                       {"why", std::move(why)}});
  }
  json["rows"] = read.rows;
  json["blank"] = read.blank;
  json["refused"] = std::move(refused);
  return json;
}

}  // namespace

void add_outlook_score(Command& app, Context& context) {
  auto* command =
      app.subcommand("outlook")->add_subcommand("score", context.help("outlook.score.about"));
  auto asked = std::make_shared<ImportAsked>();
  command->add_option("--observed", asked->file, context.help("outlook.score.observed"))
      ->required();
  command->add_option("--layer", asked->layer, context.help("import.sheet"));
  command->add_option("--map", asked->maps, context.help("import.map"))->repeated();
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto seen = read(*asked, workspace);
    Room room(context);
    const auto forecasts =
        workspace::earlier_forecasts(workspace, room.ledger(), room.actor(room.ledger()));
    if (forecasts.empty()) throw Error(ErrorKind::conflict, "workspace.no-forecast");
    const auto scores = outlook::score(forecasts, seen.observed);
    if (context.json) return context.print(json_of(scores, seen, context.speech()));
    for (const auto& line : OutlookScoreSheet(context, scores).lines(seen)) context.line(line);
  });
}

}  // namespace adem::cli
