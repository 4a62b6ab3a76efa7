#include "cli/run.h"

#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/format.h"
#include "cli/commands.h"
#include "cli/context.h"

namespace adem::cli {

Command& group(Command& app, const std::string& name, Context& context) {
  if (auto* known = app.subcommand(name)) return *known;
  auto* made = app.add_subcommand(name, context.help(name + ".about"));
  made->require_subcommand(1, 1);
  made->fallthrough();
  return *made;
}

namespace {

// The language is needed before parsing, because --help speaks it too.
std::string wanted_language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--lang" && i + 1 < argc) return argv[i + 1];
    if (arg.starts_with("--lang=")) return std::string(arg.substr(7));
  }
  const char* set = std::getenv("ADEM_LANG");
  return set != nullptr ? set : "id";
}

int complain(const words::Speech& speech, const Error& error, bool json) {
  if (json) {
    const Json body{
        {"error", to_json(error.message())}, {"where", error.where()}, {"text", speech.say(error)}};
    fmt::print(stderr, "{}\n", body.dump(2));
  } else {
    fmt::print(stderr, "adem: {}\n", speech.say(error));
  }
  return error.exit_code();
}

// Every option and command; `language` was read before (wanted_language).
void furnish(Command& app, Context& context, std::string& language) {
  app.add_option("-C", context.directory, context.help("option.C"));
  app.add_option("--now", context.now_text, context.help("option.now"));
  app.add_option("--as", context.as, context.help("option.as"));
  app.add_option("--lang", language, context.help("option.lang"));
  app.add_flag("--json", context.json, context.help("option.json"));
  app.add_flag("--quiet", context.quiet, context.help("option.quiet"));
  app.set_version_flag("--version", "adem " ADEM_VERSION);
  app.require_subcommand(1, 1);
  app.fallthrough();
  add_new(app, context);
  add_import_lists(app, context);
  add_import_hazard(app, context);
  add_hazards(app, context);
  add_import_roads(app, context);
  add_export_register(app, context);
  add_export_questionnaire(app, context);
  add_ask(app, context);
  add_water_still(app, context);
  add_water_pond(app, context);
  add_water_prepare(app, context);
  add_water_run(app, context);
  add_roads_check(app, context);
  add_outlook(app, context);
  add_outlook_why(app, context);
  add_outlook_causes(app, context);
  add_outlook_score(app, context);
  add_meeting_form(app, context);
  add_meeting_view(app, context);
  add_meeting_papers(app, context);
  add_acts(app, context);
  add_register(app, context);
  add_issue(app, context);
  add_dossier_view(app, context);
  add_notice_view(app, context);
  add_followup(app, context);
  add_ledger_nodes(app, context);
  add_ledger_bundle(app, context);
  add_ledger_check(app, context);
  add_station_view(app, context);
  add_incident_view(app, context);
  add_stage_view(app, context);
  add_forecast_view(app, context);
  add_brief(app, context);
  add_serve(app, context);
  add_cert(app, context);
  add_backup(app, context);
  add_rules(app, context);
  add_demo(app, context);
}

int run_in(Context& context, int argc, char** argv) {
  Command app(context.help("about"), "adem");
  std::string language;
  furnish(app, context, language);
  try {
    return app.run(argc, argv, true) ? 2 : 0;
  } catch (const Error& error) {
    return complain(context.speech(), error, context.json);
  }
}

}  // namespace

std::string run_within(const std::vector<std::string>& words) {
  std::vector<std::string> texts = {"adem"};
  texts.insert(texts.end(), words.begin(), words.end());
  std::vector<char*> argv;
  for (auto& text : texts) argv.push_back(text.data());
  const auto argc = static_cast<int>(argv.size());
  std::string kept;
  Context context(wanted_language(argc, argv.data()), &kept);
  Command app(context.help("about"), "adem");
  std::string language;
  furnish(app, context, language);
  if (const auto misused = app.run(argc, argv.data(), false)) {
    throw Error(ErrorKind::misuse, "cli.bad-step", {{"why", misused->why}});
  }
  return kept;
}

int run(int argc, char** argv) {
  try {
    Context context(wanted_language(argc, argv));
    return run_in(context, argc, argv);
  } catch (const Error& error) {
    const words::Speech speech("en", Zone("UTC"));
    return complain(speech, error, false);
  }
}

}  // namespace adem::cli
