#include "cli/import_report.h"

#include <algorithm>

#include "base/format.h"
#include "brief/import_words.h"

namespace adem::cli {

namespace {

// A page that can be read aloud: the rest is in --json.
constexpr std::size_t kImportReportShown = 20;

void show_refused(Context& context, const election::ImportReport& report) {
  if (report.refused.empty()) return;
  const auto& speech = context.speech();
  context.line("");
  context.line(speech.say("import.refused", {{"count", count(report.refused.size())}}));
  for (std::size_t i = 0; i < std::min(kImportReportShown, report.refused.size()); ++i) {
    const auto& each = report.refused[i];
    const bool named = !each.column.empty();
    context.line("  " + speech.say(named ? "import.refused-cell" : "import.refused-row",
                                   {{"row", std::to_string(each.row)},
                                    {"column", each.column},
                                    {"value", each.value},
                                    {"why", speech.say(each.why)}}));
  }
}

void show_flags(Context& context, const election::ImportReport& report) {
  const auto& speech = context.speech();
  std::size_t flagged = 0;
  for (const auto n : report.flagged) flagged += n;
  if (flagged == 0) return;
  context.line("");
  context.line(speech.say("import.flagged", {{"count", count(flagged)}}));
  for (std::size_t i = 0; i < report.flagged.size(); ++i) {
    if (report.flagged[i] == 0) continue;
    context.line(fmt::format("  {:>7}  {}", speech.number(static_cast<double>(report.flagged[i])),
                             speech.say("flag." + std::string(election::kFlagNames[i]))));
  }
  context.line("");
  const std::size_t shown = std::min(kImportReportShown, report.doubts.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& each = report.doubts[i];
    context.line("  " + speech.say("import.doubt", {{"row", std::to_string(each.row)},
                                                    {"key", each.key},
                                                    {"what", speech.say(each.what)}}));
  }
  if (flagged > shown) {
    context.line("  " + speech.say("import.rest", {{"count", count(flagged - shown)}}));
  }
}

}  // namespace

void show_report(Context& context, const election::ImportReport& report, const std::string& what) {
  const auto& speech = context.speech();
  if (context.json) {
    context.print(brief::report_json(report, speech));
    return;
  }
  context.line(speech.say(report.dry_run ? "import.would" : "import.did",
                          {{"rows", count(report.rows)},
                           {"what", speech.say(what)},
                           {"added", count(report.added)},
                           {"changed", count(report.changed)},
                           {"unchanged", count(report.unchanged)},
                           {"refused", count(report.refused.size())}}));
  for (const auto& note : report.notes) context.line("  " + speech.say(note));
  show_refused(context, report);
  show_flags(context, report);
}

}  // namespace adem::cli
