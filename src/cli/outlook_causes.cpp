// adem outlook common-causes: which roads cut stations off together, and which are worth guarding.
#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "brief/cause_json.h"
#include "brief/cause_words.h"
#include "cli/commands.h"
#include "cli/hour.h"
#include "cli/wrap.h"
#include "workspace/causes_run.h"

namespace adem::cli {

namespace {

constexpr std::size_t kGroups = 10, kWorth = 10, kPairs = 5;

class OutlookCausesSheet {
 public:
  OutlookCausesSheet(Context& context, const workspace::CausesRun& run)
      : speech_(context.speech()),
        run_(run),
        labels_(brief::station_labels(run.stations, run.areas)),
        window_(context.workspace().window()) {}

  std::vector<std::string> lines() {
    stamp();
    const auto& found = run_.causes;
    put(brief::looked_at_words(found, window_, speech_));
    for (const auto& one : found.warehouses) warehouse(one);
    out_.emplace_back();
    if (!found.untied.empty()) put(brief::untied_words(found, labels_, speech_));
    if (!found.without_warehouse.empty()) {
      put(brief::without_warehouse_words(found, labels_, speech_));
    }
    for (const auto& caveat : run_.caveats) put(speech_.say(caveat));
    say("caveat");
    stamp();
    return std::move(out_);
  }

 private:
  void stamp() {
    if (run_.exercise) out_.push_back(speech_.say("exercise"));
  }
  void put(const std::string& text, const std::string& first = "", const std::string& rest = "") {
    wrap(text, first, rest, out_);
  }
  void say(const std::string& code, const Args& args = {}, const std::string& first = "",
           const std::string& rest = "") {
    put(speech_.say("causes." + code, args), first, rest);
  }

  void warehouse(const outlook::Causes& causes) {
    out_.emplace_back();
    put(brief::warehouse_words(causes, speech_));
    if (causes.groups.empty()) return say("nothing");
    out_.emplace_back();
    say("together");
    for (std::size_t i = 0; i < std::min(kGroups, causes.groups.size()); ++i) {
      group(causes.groups[i], i + 1);
    }
    more(causes.groups.size(), kGroups);
    worth(causes);
    sets(causes);
  }

  void group(const outlook::CauseGroup& group, std::size_t number) {
    const auto words = brief::group_words(group, run_.causes, labels_, window_, speech_);
    wrap(words.cause, fmt::format("{:>2}. ", number), "    ", out_);
    wrap(words.who, "    ", "    ", out_);
    wrap(words.when, "    ", "    ", out_);
    if (!words.instead.empty()) wrap(words.instead, "    ", "    ", out_);
    for (const auto& service : words.services) wrap(service, "    ", "    ", out_);
  }

  void worth(const outlook::Causes& causes) {
    if (causes.worth.empty()) return;
    out_.emplace_back();
    say("worth");
    for (std::size_t i = 0; i < std::min(kWorth, causes.worth.size()); ++i) {
      put(brief::worth_words(causes.worth[i], labels_, speech_), fmt::format("{:>2}. ", i + 1),
          "    ");
    }
    more(causes.worth.size(), kWorth);
  }

  void sets(const outlook::Causes& causes) {
    if (causes.best.size() > 1 || (causes.best.size() == 1 && causes.best[0].roads.size() > 1)) {
      out_.emplace_back();
      say("best");
      for (const auto& step : causes.best) {
        put(brief::set_words(step, labels_, speech_), "  + ", "    ");
      }
    }
    if (causes.pairs.empty()) return;
    out_.emplace_back();
    say("pairs", {{"tried", count(causes.pairs_tried)}, {"found", count(causes.pairs_found)}});
    for (std::size_t i = 0; i < std::min(kPairs, causes.pairs.size()); ++i) {
      put(brief::set_words(causes.pairs[i], labels_, speech_), "  + ", "    ");
    }
    more(causes.pairs.size(), kPairs);
  }

  void more(std::size_t all, std::size_t shown) {
    if (all > shown) say("more", {{"count", count(all - shown)}}, "    ", "    ");
  }

  const words::Speech& speech_;
  const workspace::CausesRun& run_;
  brief::StationLabels labels_;
  election::Window window_;
  std::vector<std::string> out_;
};

}  // namespace

void add_outlook_causes(Command& app, Context& context) {
  struct Asked {
    std::string mode, from, to;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = app.subcommand("outlook")->add_subcommand(
      "common-causes", context.help("outlook.common-causes.about"));
  command->add_option("--mode", asked->mode, context.help("outlook.common-causes.mode"));
  command->add_option("--from", asked->from, context.help("outlook.common-causes.from"));
  command->add_option("--to", asked->to, context.help("outlook.common-causes.to"));
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    workspace::CausesAsked what;
    if (!asked->mode.empty()) {
      what.mode = election::mode_named(asked->mode);
      if (!what.mode) throw Error(ErrorKind::misuse, "cli.bad-mode", {{"text", asked->mode}});
    }
    what.from = hour(asked->from, workspace);
    what.to = hour(asked->to, workspace);
    const auto run =
        workspace::run_causes(workspace::road_day(workspace, context.progress("roads")), what);
    if (context.json) {
      return context.print(brief::causes_json(run, workspace.window(), context.speech()));
    }
    for (const auto& line : OutlookCausesSheet(context, run).lines()) context.line(line);
  });
}

}  // namespace adem::cli
