// adem incident, stage, forecast: lists and pages.
#include <memory>

#include "base/format.h"
#include "cli/commands.h"
#include "cli/field_words.h"
#include "cli/wrap.h"
#include "desk/forecast_view.h"
#include "desk/incident_view.h"
#include "desk/stage_view.h"

namespace adem::cli {

namespace {

class Page {
 public:
  Page(Room& room, Context& context)
      : context_(context), speech_(context.speech()), words_(room, context) {}
  ~Page() {
    for (const auto& line : lines_) context_.line(line);
  }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  const words::Speech& speech() const { return speech_; }
  const FieldWords& words() const { return words_; }
  void add(const std::string& line, const std::string& indent = "") {
    wrap(line, indent, indent + "  ", lines_);
  }
  void stamp(const Json& from) {
    if (from.value("exercise", false)) add(speech_.say("exercise"));
  }
  void entries(const char* code, const Json& items) {
    if (items.empty()) return;
    add(speech_.say(std::string("field.heading.") + code), "  ");
    for (const Json& one : items) add(words_.entry(one), "    ");
  }
  void history(const Json& events) {
    if (!events.empty()) add(speech_.say("field.heading.history"), "  ");
    for (const Json& one : events) {
      add(words_.moment(one["at"]) + "  " + words_.office(one.value("office", "")) + ": " +
              one.value("kind", ""),
          "    ");
    }
  }

 private:
  Context& context_;
  const words::Speech& speech_;
  FieldWords words_;
  std::vector<std::string> lines_;
};

void add_incidents(CLI::App& app, Context& context) {
  CLI::App& incidents = group(app, "incident", context);
  auto filter = std::make_shared<desk::IncidentFilter>();
  auto* list = incidents.add_subcommand("list", context.help("incident.list.about"));
  list->add_option("--area", filter->area, context.help("incident.list.area"));
  list->add_option("--station", filter->station, context.help("incident.list.station"));
  list->add_flag("--all", filter->closed, context.help("incident.list.all"));
  list->callback([filter, &context] {
    Room room(context);
    auto meant = *filter;
    if (!meant.station.empty()) meant.station = room.names().key(meant.station);
    const Json found =
        desk::incident_list(room.ledger(), room.around(), room.actor(room.ledger()), meant);
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    page.add(page.speech().say("field.incident-counts",
                               {{"open", found["summary"].value("open", std::int64_t{0})},
                                {"closed", found["summary"].value("closed", std::int64_t{0})}}));
    for (const Json& one : found["incidents"]) page.add(page.words().entry(one));
  });
  auto id = std::make_shared<std::string>();
  auto* show = incidents.add_subcommand("show", context.help("incident.show.about"));
  show->add_option("incident", *id, context.help("incident.show.incident"))->required();
  show->callback([id, &context] {
    Room room(context);
    const Json found =
        desk::incident_show(room.ledger(), room.around(), room.actor(room.ledger()), *id);
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    page.add(page.words().entry(found));
    page.history(found["history"]);
  });
}

void add_stages(CLI::App& app, Context& context) {
  CLI::App& stages = group(app, "stage", context);
  struct Asked {
    std::string area, stage;
  };
  auto asked = std::make_shared<Asked>();
  auto* list = stages.add_subcommand("list", context.help("stage.list.about"));
  list->add_option("--area", asked->area, context.help("stage.list.area"));
  list->callback([asked, &context] {
    Room room(context);
    const Json found =
        desk::stage_list(room.ledger(), room.around(), room.actor(room.ledger()), asked->area);
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    const char* name = page.speech().language() == "en" ? "name_en" : "name_id";
    for (const Json& one : found["stages"]) {
      page.add(page.speech().say("field.stage-line",
                                 {{"name", one[name].get<std::string>()},
                                  {"from", page.speech().day_of(one["from"].get<std::string>())},
                                  {"to", page.speech().day_of(one["to"].get<std::string>())},
                                  {"not_ready", one["not_ready"].get<std::int64_t>()},
                                  {"obstacles", one["obstacles"].get<std::int64_t>()},
                                  {"overdue", one["overdue"].get<std::int64_t>()}}));
    }
  });
  auto* show = stages.add_subcommand("show", context.help("stage.show.about"));
  show->add_option("stage", asked->stage, context.help("stage.show.stage"))->required();
  show->add_option("--area", asked->area, context.help("stage.list.area"));
  show->callback([asked, &context] {
    Room room(context);
    const Json found = desk::stage_show(room.ledger(), room.around(), room.actor(room.ledger()),
                                        asked->stage, asked->area);
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    page.entries("items", found["items"]);
    page.entries("obstacles", found["obstacles"]);
  });
}

void add_forecasts(CLI::App& app, Context& context) {
  CLI::App& forecasts = group(app, "forecast", context);
  const auto line = [](Page& page, const Json& one) {
    page.add(page.speech().say(
        "field.forecast-line",
        {{"id", one.value("id", "")},
         {"office", page.words().office(one.value("office", ""))},
         {"made", page.words().moment(one.value("made_at", ""))},
         {"stations", one.value("stations", std::int64_t{0})},
         {"superseded", std::string(one["superseded_by"].is_null() ? "no" : "yes")}}));
  };
  auto* list = forecasts.add_subcommand("list", context.help("forecast.list.about"));
  list->callback([line, &context] {
    Room room(context);
    const Json found = desk::forecast_list(room.ledger(), room.around(), room.actor(room.ledger()));
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    if (found["forecasts"].empty()) page.add(page.speech().say("field.no-forecast"));
    for (const Json& one : found["forecasts"]) line(page, one);
  });
  auto id = std::make_shared<std::string>();
  auto* show = forecasts.add_subcommand("show", context.help("forecast.show.about"));
  show->add_option("forecast", *id, context.help("forecast.show.forecast"))->required();
  show->callback([line, id, &context] {
    Room room(context);
    const Json found =
        desk::forecast_show(room.ledger(), room.around(), room.actor(room.ledger()), *id);
    if (context.json) return context.print(found);
    Page page(room, context);
    page.stamp(found);
    line(page, found);
    for (const Json& row : found["rows"]) {
      page.add(room.names().name(row.value("station", row.value("key", ""))) + ": " +
                   page.speech().say("status." + row.value("status", std::string("unknown"))),
               "  ");
    }
  });
}

}  // namespace

void add_field_lists(CLI::App& app, Context& context) {
  add_incidents(app, context);
  add_stages(app, context);
  add_forecasts(app, context);
}

}  // namespace adem::cli
