// adem meeting papers: the seven papers of a meeting.
#include "brief/papers.h"
#include "cli/commands.h"
#include "cli/meeting.h"

namespace adem::cli {

void add_meeting_papers(Command& app, Context& context) {
  struct Asked {
    std::string meeting, out;
  };
  auto asked = std::make_shared<Asked>();
  auto* command =
      meeting_group(app, context).add_subcommand("papers", context.help("meeting.papers.about"));
  command->add_option("meeting", asked->meeting, context.help("meeting.papers.meeting"));
  command->add_option("--out", asked->out, context.help("meeting.papers.out"))->required();
  command->callback([asked, &context] {
    Table table(context);
    auto& workspace = context.workspace();
    const desk::Meeting& meeting = table.desk().meeting(asked->meeting);
    const brief::PapersInput input{
        .meeting = meeting,
        .rules = workspace.rules(),
        .station = [&table](const std::string& key) { return table.names().name(key); },
        .letterhead = brief::letterhead_of(workspace),
        .record = table.record(meeting.id),
        .now = context.now(),
        .exercise = workspace.settings().exercise};
    const auto papers = brief::meeting_papers(input, context.speech());
    brief::write_papers(papers, asked->out);
    if (context.json) {
      Json files = Json::array();
      for (const auto& paper : papers) files.push_back(asked->out + "/" + paper.file);
      return context.print(
          Json{{"meeting", meeting.id}, {"record", input.record}, {"files", std::move(files)}});
    }
    context.line(context.speech().say("paper.written",
                                      {{"id", meeting.id},
                                       {"path", asked->out},
                                       {"count", static_cast<std::int64_t>(papers.size())}}));
  });
}

}  // namespace adem::cli
