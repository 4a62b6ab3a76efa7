// adem stage list, show: the calendar, what is not ready and what stands in the way.
#include "desk/stage_view.h"

#include <memory>

#include "cli/commands.h"
#include "cli/field_sheet.h"

namespace adem::cli {

namespace {

class StageViewSheet {
 public:
  StageViewSheet(Room& room, Context& context) : sheet_(room, context) {}

  void list(const Json& found) {
    if (found["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    for (const Json& line : found["stages"]) stage(line, count_in(line, "obstacles"));
    sheet_.print();
  }

  void show(const Json& page) {
    if (page["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    stage(page, count_in(page, "open_obstacles"));
    if (!page["changes"].empty()) sheet_.line("stage.changes");
    for (const Json& change : page["changes"]) changed(change);
    if (!page["items"].empty()) sheet_.line("stage.items");
    for (const Json& item : page["items"]) {
      owned(item, text_in(item, "item"),
            sheet_.speech().say("field.stage.ready", {{"ready", text_in(item, "ready")}}));
    }
    if (!page["obstacles"].empty()) sheet_.line("stage.obstacles");
    for (const Json& one : page["obstacles"]) {
      owned(one, text_in(one, "effect"),
            sheet_.speech().say("field.stage.obstacle",
                                {{"open", one["open"].get<bool>() ? "yes" : "no"},
                                 {"step", text_in(one, "step")}}));
    }
    sheet_.print();
  }

 private:
  void stage(const Json& line, std::int64_t obstacles) {
    sheet_.line("stage.head", {{"name", sheet_.name(line)},
                               {"code", text_in(line, "stage")},
                               {"from", sheet_.speech().day_of(text_in(line, "from"))},
                               {"to", sheet_.speech().day_of(text_in(line, "to"))},
                               {"one", line["from"] == line["to"] ? "yes" : "no"},
                               {"phase", text_in(line, "phase")}});
    if (!line["changed"].is_null()) changed(line["changed"]);
    const auto not_ready = count_in(line, "not_ready"), unknown = count_in(line, "unknown");
    if (not_ready + unknown + obstacles == 0) return;
    sheet_.line("stage.counts",
                {{"not_ready", not_ready},
                 {"unknown", unknown},
                 {"obstacles", obstacles},
                 {"overdue", count_in(line, "overdue")}},
                2);
  }

  void changed(const Json& change) {
    sheet_.line("stage.changed",
                {{"from", sheet_.speech().day_of(text_in(change, "from"))},
                 {"to", sheet_.speech().day_of(text_in(change, "to"))},
                 {"office", sheet_.office(change["office"])},
                 {"legal", text_in(change, "legal")}},
                2);
  }

  // What somebody has to see to.
  void owned(const Json& row, const std::string& what, const std::string& state) {
    sheet_.item(text_in(row, "shown"), sheet_.place(row) + ": " + what);
    const auto due = text_in(row, "due");
    sheet_.line("stage.owned",
                {{"owner", sheet_.office(row["owner"])},
                 {"state", state},
                 {"dated", due.empty() ? "no" : "yes"},
                 {"due", sheet_.speech().day_of(due)},
                 {"overdue", row["overdue"].get<bool>() ? "yes" : "no"}},
                7);
  }

  FieldSheet sheet_;
};

// Whose calendar: the area asked for, else that of the office that looks.
std::string area_of(const std::string& asked, const desk::Actor& who) {
  return asked.empty() ? who.area : asked;
}

void add_stage_list(Command& stages, Context& context) {
  auto area = std::make_shared<std::string>();
  auto* command = stages.add_subcommand("list", context.help("stage.list.about"));
  command->add_option("--area", *area, context.help("stage.list.area"));
  command->callback([area, &context] {
    Room room(context);
    const auto who = room.actor(room.ledger());
    const Json found = desk::stage_list(room.ledger(), room.around(), who, area_of(*area, who));
    if (context.json) return context.print(found);
    StageViewSheet(room, context).list(found);
  });
}

void add_stage_show(Command& stages, Context& context) {
  struct Asked {
    std::string stage, area;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = stages.add_subcommand("show", context.help("stage.show.about"));
  command->add_option("stage", asked->stage, context.help("stage.show.stage"))->required();
  command->add_option("--area", asked->area, context.help("stage.show.area"));
  command->callback([asked, &context] {
    Room room(context);
    const auto who = room.actor(room.ledger());
    const Json page = desk::stage_show(room.ledger(), room.around(), who, asked->stage,
                                       area_of(asked->area, who));
    if (context.json) return context.print(page);
    StageViewSheet(room, context).show(page);
  });
}

}  // namespace

void add_stage_view(Command& app, Context& context) {
  Command& stages = group(app, "stage", context);
  add_stage_list(stages, context);
  add_stage_show(stages, context);
}

}  // namespace adem::cli
