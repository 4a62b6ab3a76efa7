// adem export questionnaire: the witness questions on paper, one row a station, a sheet a village.
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "intake/told.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

// CSV has one sheet; the village column keeps the rows apart.
std::vector<geo::OutTable> in_one(std::vector<geo::OutTable> tables) {
  for (std::size_t i = 1; i < tables.size(); ++i) {
    for (auto& row : tables[i].rows) tables[0].rows.push_back(std::move(row));
  }
  tables.resize(1);
  return tables;
}

// In every row, so that it survives a copy of the row.
void stamp(std::vector<geo::OutTable>& tables, const std::string& text) {
  for (auto& table : tables) {
    table.columns.push_back(text);
    for (auto& row : table.rows) row.push_back(text);
  }
}

}  // namespace

void add_export_questionnaire(Command& app, Context& context) {
  auto* command = group(app, "export", context)
                      .add_subcommand("questionnaire", context.help("export.questionnaire.about"));
  struct Asked {
    std::string file, area;
    bool all = false;
  };
  auto asked = std::make_shared<Asked>();
  command->add_option("file", asked->file, context.help("export.questionnaire.file"))->required();
  auto* area =
      command->add_option("--area", asked->area, context.help("export.questionnaire.area"));
  auto* all = command->add_flag("--all", asked->all, context.help("export.questionnaire.all"));
  area->excludes(all);
  command->callback([asked, &context] {
    if (asked->area.empty() && !asked->all) throw Error(ErrorKind::misuse, "told.which-area");
    auto& workspace = context.workspace();
    const auto& speech = context.speech();
    const auto stations = workspace::stations(workspace);
    auto tables = intake::questionnaires(stations, workspace::areas(workspace), asked->area,
                                         speech.language());
    if (tables.empty()) throw Error(ErrorKind::not_found, "told.no-stations");
    const auto sheets = tables.size();
    std::size_t rows = 0;
    for (const auto& table : tables) rows += table.rows.size();
    if (workspace.settings().exercise) stamp(tables, speech.say("exercise"));
    if (std::filesystem::path(asked->file).extension() == ".csv") tables = in_one(tables);
    geo::write_tables(asked->file, tables);
    if (context.json) {
      context.print(Json{{"file", asked->file}, {"villages", sheets}, {"stations", rows}});
      return;
    }
    context.line(speech.say("told.exported", {{"file", asked->file},
                                              {"villages", static_cast<std::int64_t>(sheets)},
                                              {"stations", static_cast<std::int64_t>(rows)}}));
  });
}

}  // namespace adem::cli
