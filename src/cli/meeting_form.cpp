// adem meeting import, adem export meeting-form: a whole meeting in one spreadsheet.
#include "intake/meeting_form.h"

#include "base/error.h"
#include "brief/agenda.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "cli/meeting.h"
#include "desk/form.h"
#include "geo/table.h"

namespace adem::cli {

namespace {

void add_import(Command& meetings, Context& context) {
  struct Asked {
    std::string file;
    bool dry_run = false;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("import", context.help("meeting.import.about"));
  command->add_option("file", asked->file, context.help("meeting.import.file"))->required();
  command->add_flag("--dry-run", asked->dry_run, context.help("meeting.import.dry-run"));
  command->callback([asked, &context] {
    const auto form = intake::read_meeting_form(asked->file);
    desk::FormResult result;
    // Thrown inside the commit, so that a form that was refused or only tried writes nothing.
    struct NothingWritten {};
    try {
      Table(context).sit([&](desk::Desk& desk) {
        result = desk::apply_form(desk, form);
        if (asked->dry_run || !result.report.refused.empty()) throw NothingWritten{};
      });
    } catch (const NothingWritten&) {
    }
    result.report.dry_run = asked->dry_run;
    const bool refused = !result.report.refused.empty();
    show_report(context, result.report, "import.kind.meeting");
    if (refused) throw Error(ErrorKind::bad_input, "form.refused", {}, asked->file);
  });
}

void add_form_export(Command& app, Context& context) {
  auto file = std::make_shared<std::string>();
  auto* command = group(app, "export", context)
                      .add_subcommand("meeting-form", context.help("export.meeting-form.about"));
  command->add_option("file", *file, context.help("export.meeting-form.file"))->required();
  command->callback([file, &context] {
    std::vector<std::string> agenda;
    for (const auto& item : brief::usual_agenda(context.speech())) agenda.push_back(item.title);
    geo::write_tables(*file, intake::blank_meeting_form(context.speech().language(), agenda));
    if (!context.json)
      context.line(context.speech().say("meeting.form-written", {{"file", *file}}));
  });
}

}  // namespace

void add_meeting_form(Command& app, Context& context) {
  add_import(meeting_group(app, context), context);
  add_form_export(app, context);
}

}  // namespace adem::cli
