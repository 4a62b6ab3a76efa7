// adem brief: the readiness page, the phone message, the CSV or the GeoPackage.
#include "brief/brief.h"

#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/file.h"
#include "brief/brief_input.h"
#include "cli/commands.h"

namespace adem::cli {

namespace {

struct BriefAsked {
  std::string format = "html";
  std::string out;
};

std::string content_of(const std::string& format, const brief::Input& input,
                       const words::Speech& speech) {
  if (format == "text") return brief_text(input, speech);
  if (format == "csv") return brief_csv(input, speech);
  return brief_html(input, speech);
}

void run_brief(const BriefAsked& asked, Context& context) {
  const std::string& format = asked.format;
  if (format != "html" && format != "text" && format != "csv" && format != "gpkg") {
    throw Error(ErrorKind::misuse, "brief.bad-format", {{"format", format}});
  }
  if (format == "gpkg" && asked.out.empty()) {
    throw Error(ErrorKind::misuse, "brief.no-out", {{"format", format}});
  }
  auto& workspace = context.workspace();
  const auto& speech = context.speech();
  const bool draws = format == "html" || format == "gpkg";
  const auto gathered = brief::gather(workspace, context.now(), draws,
                                      context.progress(speech.say("brief.working")), ADEM_VERSION);
  const brief::Input input = gathered.input();
  std::string content;
  if (format == "gpkg") {
    brief::write_brief_gpkg(input, speech, asked.out);
  } else {
    content = content_of(format, input, speech);
    if (!asked.out.empty()) write_file_atomic(asked.out, content);
  }
  if (context.json) {
    Json result{{"format", format},
                {"out", asked.out},
                {"stations", input.outlook.stations.size()},
                {"exercise", input.exercise}};
    if (asked.out.empty()) result["content"] = content;
    context.print(result);
  } else if (asked.out.empty()) {
    // line() ends the last row itself.
    while (content.ends_with('\n') || content.ends_with('\r')) content.pop_back();
    context.line(content);
  } else if (!context.quiet) {
    context.line(
        speech.say("brief.written",
                   {{"path", asked.out},
                    {"bytes", static_cast<std::int64_t>(std::filesystem::file_size(asked.out))}}));
  }
}

}  // namespace

void add_brief(Command& app, Context& context) {
  auto* command = app.add_subcommand("brief", context.help("brief.about"));
  auto asked = std::make_shared<BriefAsked>();
  command->add_option("--format", asked->format, context.help("brief.format"));
  command->add_option("--out", asked->out, context.help("brief.out"));
  command->callback([asked, &context] { run_brief(*asked, context); });
}

}  // namespace adem::cli
