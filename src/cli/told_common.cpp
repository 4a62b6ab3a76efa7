#include "cli/told_common.h"

#include "base/error.h"

namespace adem::cli {

namespace {

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

void print_told_report(Context& context, const election::ImportReport& report) {
  const auto& speech = context.speech();
  if (context.json) {
    Json json = election::to_json(report);
    for (std::size_t i = 0; i < report.refused.size(); ++i) {
      json["refused"][i]["text"] = speech.say(report.refused[i].why);
    }
    context.print(json);
    return;
  }
  context.line(speech.say(report.dry_run ? "told.would-import" : "told.imported",
                          {{"rows", whole(report.rows)},
                           {"added", whole(report.added)},
                           {"changed", whole(report.changed)},
                           {"unchanged", whole(report.unchanged)},
                           {"refused", whole(report.refused.size())}}));
  for (const auto& note : report.notes) context.line("- " + speech.say(note));
  for (const auto& refusal : report.refused) {
    context.line(speech.say("told.refusal", {{"row", whole(refusal.row)},
                                             {"column", refusal.column},
                                             {"value", refusal.value},
                                             {"why", speech.say(refusal.why)}}));
  }
}

std::string told_sentence(const words::Speech& speech, const election::WitnessAnswer& answer) {
  const std::string office = answer.office.empty() ? "none" : answer.office;
  std::string text =
      answer.told_at ? speech.say("told.said.by",
                                  {{"office", office}, {"day", speech.short_day(*answer.told_at)}})
                     : speech.say("told.said.by-undated", {{"office", office}});
  text += " " + speech.say("told.said.flooded", {{"flooded", std::string(name_of(answer.flooded))},
                                                 {"height", std::string(name_of(answer.height))}});
  if (!answer.when.empty()) text += " " + speech.say("told.said.when", {{"when", answer.when}});
  if (!answer.road_cut.empty()) {
    text += " " + speech.say("told.said.road", {{"road", answer.road_cut}});
  }
  if (!answer.alternative.empty()) {
    text += " " + speech.say("told.said.alternative",
                             {{"place", answer.alternative},
                              {"agrees", std::string(name_of(answer.owner_agrees))}});
  } else if (answer.owner_agrees != election::Answered::unknown) {
    text += " " +
            speech.say("told.said.owner", {{"agrees", std::string(name_of(answer.owner_agrees))}});
  }
  return text;
}

Json to_json(const election::WitnessAnswer& answer) {
  return Json{{"station", answer.station},
              {"flooded", name_of(answer.flooded)},
              {"when", answer.when},
              {"height", name_of(answer.height)},
              {"road_cut", answer.road_cut},
              {"alternative", answer.alternative},
              {"owner_agrees", name_of(answer.owner_agrees)},
              {"office", answer.office},
              {"told_at", answer.told_at ? Json(iso_utc(*answer.told_at)) : Json(nullptr)}};
}

void add_map_option(CLI::App& command, Context& context, std::vector<std::string>& maps) {
  command.add_option("--map", maps, context.help("told.map"))->allow_extra_args(false);
}

std::map<std::string, std::string> read_maps(const std::vector<std::string>& maps) {
  std::map<std::string, std::string> out;
  for (const auto& text : maps) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) {
      throw Error(ErrorKind::misuse, "cli.bad-map", {{"text", text}});
    }
    out[text.substr(0, sign)] = text.substr(sign + 1);
  }
  return out;
}

}  // namespace adem::cli
