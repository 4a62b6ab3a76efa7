// adem ask: the witness questions of one station, with what has been told so far; with answers it
// records one. The page can be read aloud.
#include <array>
#include <cstdio>
#include <iostream>
#include <memory>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "cli/commands.h"
#include "cli/told_common.h"
#include "election/find_station.h"
#include "intake/told_words.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::cli {

namespace {

using election::StationText;
using intake::Field;

constexpr std::array kQuestions = {Field::flooded,     Field::when,  Field::height, Field::road,
                                   Field::alternative, Field::owner, Field::office};

struct AskAsked {
  std::string station;
  intake::RawAnswer raw;

  std::string& text(Field field) {
    switch (field) {
      case Field::flooded:
        return raw.flooded;
      case Field::when:
        return raw.when;
      case Field::height:
        return raw.height;
      case Field::road:
        return raw.road;
      case Field::alternative:
        return raw.alternative;
      case Field::owner:
        return raw.owner;
      case Field::office:
        return raw.office;
      default:
        return raw.told_at;
    }
  }
  bool answers() const {
    return !(raw.flooded + raw.when + raw.height + raw.road + raw.alternative + raw.owner +
             raw.office + raw.told_at)
                .empty();
  }
};

struct Place {
  std::string key, label, address;
  std::int32_t voters = -1;
};

Place find_place(workspace::Workspace& workspace, const std::string& asked) {
  const auto stations = workspace::stations(workspace);
  const auto areas = workspace::areas(workspace);
  const election::StationFinder finder(stations, areas);
  const auto row = finder.find(asked);
  return {std::string(stations.text(row, StationText::key)), finder.label(row),
          std::string(stations.text(row, StationText::address)), stations.voters(row)};
}

struct Known {
  std::vector<election::WitnessAnswer> told;
  std::vector<election::IndicatorTick> ticks;
};

Known known_about(workspace::Workspace& workspace, const std::string& key) {
  Known known;
  for (auto& answer : workspace::told(workspace)) {
    if (answer.station == key) known.told.push_back(std::move(answer));
  }
  for (auto& tick : workspace::ticks(workspace)) {
    if (tick.station == key) known.ticks.push_back(std::move(tick));
  }
  return known;
}

std::string indicator_name(const election::IndicatorSet& set, const std::string& code,
                           const std::string& language) {
  const auto* indicator = set.find(code);
  if (indicator == nullptr) return code;
  return language == "en" ? indicator->name_en : indicator->name_id;
}

void print_json(Context& context, const Place& place, const Known& known) {
  Json told = Json::array(), ticks = Json::array(), questions = Json::array();
  for (const auto& answer : known.told) told.push_back(told_json(answer));
  for (const auto& tick : known.ticks) {
    ticks.push_back(
        {{"indicator", tick.indicator}, {"ticked", tick.ticked}, {"source", tick.source}});
  }
  for (const auto field : kQuestions) {
    questions.push_back(
        {{"code", name_of(field)}, {"text", intake::heading(field, context.speech().language())}});
  }
  context.print(Json{{"station", {{"key", place.key}, {"name", place.label}}},
                     {"told", told},
                     {"indicators", ticks},
                     {"questions", questions},
                     {"exercise", context.workspace().settings().exercise}});
}

void print_page(Context& context, const Place& place, const Known& known) {
  const auto& speech = context.speech();
  const auto& workspace = context.workspace();
  if (workspace.settings().exercise) context.line(speech.say("exercise"));
  context.line(speech.say("ask.station", {{"station", place.label}, {"key", place.key}}));
  if (!place.address.empty()) context.line(place.address);
  if (place.voters >= 0) {
    context.line(speech.say("ask.voters", {{"count", static_cast<std::int64_t>(place.voters)}}));
  }
  context.line("");
  context.line(speech.say(known.told.empty() ? "ask.nothing-told" : "ask.told"));
  for (const auto& answer : known.told) context.line("- " + told_sentence(speech, answer));
  if (!known.ticks.empty()) {
    const auto set = election::indicator_set(workspace.rules().indicator_set);
    context.line("");
    context.line(speech.say("ask.ticks"));
    for (const auto& tick : known.ticks) {
      context.line(
          "- " + speech.say("ask.tick",
                            {{"indicator", indicator_name(set, tick.indicator, speech.language())},
                             {"ticked", std::string(tick.ticked ? "yes" : "no")},
                             {"source", tick.source}}));
    }
  }
  context.line("");
  context.line(speech.say("ask.questions"));
  int number = 0;
  for (const auto field : kQuestions) {
    context.line(fmt::format("{}. {}", ++number, intake::heading(field, speech.language())));
  }
}

// Enter leaves a question unknown; the end of the input ends the questions.
bool prompt(Context& context, AskAsked& asked) {
  const auto& speech = context.speech();
  context.line("");
  context.line(speech.say("ask.prompt"));
  for (const auto field : kQuestions) {
    fmt::print("{} ", intake::heading(field, speech.language()));
    std::fflush(stdout);
    if (!std::getline(std::cin, asked.text(field))) break;
  }
  return !(asked.raw.flooded + asked.raw.when + asked.raw.height + asked.raw.road +
           asked.raw.alternative + asked.raw.owner)
              .empty();
}

void record(Context& context, const Place& place, const AskAsked& asked) {
  auto& workspace = context.workspace();
  const auto& speech = context.speech();
  election::WitnessAnswer answer;
  bool measured = false;
  if (const auto fault = intake::read_answer(asked.raw, workspace.zone(), answer, measured)) {
    throw Error(ErrorKind::bad_input, "told.bad-answer",
                {{"heading", intake::heading(fault->field, speech.language())},
                 {"why", speech.say(fault->why)}},
                fault->value);
  }
  if (!intake::says_anything(answer)) throw Error(ErrorKind::misuse, "told.nothing-said");
  answer.station = place.key;
  const auto now = context.now();
  if (!answer.told_at) {
    // Told now; by the day, so that the same answer typed twice is kept once.
    auto local = workspace.zone().local(now);
    local.hour = local.minute = local.second = 0;
    answer.told_at = workspace.zone().instant(local);
  } else if (*answer.told_at > now) {
    throw Error(ErrorKind::bad_input, "told.future",
                {{"day", speech.short_day(*answer.told_at)}, {"now", speech.short_day(now)}});
  }
  election::ImportReport report;
  report.rows = 1;
  workspace::put_answers(workspace, {answer}, report);
  const std::string what = report.added > 0     ? "added"
                           : report.changed > 0 ? "changed"
                                                : "unchanged";
  if (context.json) {
    context.print(Json{{"result", what}, {"answer", told_json(answer)}});
    return;
  }
  context.line(speech.say("ask.recorded", {{"station", place.label}, {"what", what}}));
  context.line(told_sentence(speech, answer));
}

}  // namespace

void add_ask(Command& app, Context& context) {
  auto* command = app.add_subcommand("ask", context.help("ask.about"));
  auto asked = std::make_shared<AskAsked>();
  command->add_option("station", asked->station, context.help("ask.station"))->required();
  command->add_option("--flooded", asked->raw.flooded, context.help("ask.flooded"));
  command->add_option("--when", asked->raw.when, context.help("ask.when"));
  command->add_option("--height", asked->raw.height, context.help("ask.height"));
  command->add_option("--road", asked->raw.road, context.help("ask.road"));
  command->add_option("--alternative", asked->raw.alternative, context.help("ask.alternative"));
  command->add_option("--owner-agrees", asked->raw.owner, context.help("ask.owner-agrees"));
  command->add_option("--office", asked->raw.office, context.help("ask.office"));
  command->add_option("--told-at", asked->raw.told_at, context.help("ask.told-at"));
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto place = find_place(workspace, asked->station);
    if (asked->answers()) return record(context, place, *asked);
    const auto known = known_about(workspace, place.key);
    if (context.json) return print_json(context, place, known);
    print_page(context, place, known);
    const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
    if (terminal && !context.quiet && prompt(context, *asked)) record(context, place, *asked);
  });
}

}  // namespace adem::cli
