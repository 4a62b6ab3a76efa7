// adem station list, show: the wall of voting day, and one station with all that was said of it.
#include "desk/station_view.h"

#include <memory>

#include "cli/commands.h"
#include "cli/field_sheet.h"
#include "cli/told_common.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::cli {

namespace {

constexpr std::size_t kStationViewShown = 40;

std::vector<desk::ListedStation> listed(Room& room, Context& context) {
  std::vector<desk::ListedStation> all;
  const auto table = workspace::stations(context.workspace());
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::string key(table.text(row, election::StationText::key));
    std::string name = room.names().name(key), area = room.names().area(key);
    all.push_back({std::move(key), std::move(name), std::move(area)});
  }
  return all;
}

class Wall {
 public:
  Wall(Room& room, Context& context) : sheet_(room, context) {}

  void list(const Json& wall, bool all) {
    if (wall["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    sheet_.line("wall.head", {{"at", sheet_.moment(wall["as_of"])}});
    std::size_t shown = 0;
    std::int64_t quiet = 0, more = 0;
    for (const Json& row : wall["stations"]) {
      if (!all && !worries(row)) {
        ++quiet;
      } else if (!all && shown == kStationViewShown) {
        ++more;
      } else {
        ++shown;
        station(row);
      }
    }
    if (more > 0) sheet_.line("wall.more", {{"count", more}});
    if (quiet > 0) sheet_.line("wall.quiet", {{"count", quiet}});
    summary(wall["summary"]);
    sheet_.print();
  }

  void show(const Json& page, const std::vector<election::WitnessAnswer>& answers) {
    if (page["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    station(page);
    reports(page["reports"]);
    told(answers);
    facts(page["facts"]);
    incidents(page);
    decisions(page["decisions"]);
    promises(page["promises"]);
    forecasts(page["forecasts"]);
    checklist(page["checklist"]);
    history(page["history"]);
    sheet_.print();
  }

 private:
  static bool worries(const Json& row) {
    const auto status = row["status"].get<std::string>();
    const bool usual = status == "supplies-there" || status == "set-up" || status == "open" ||
                       status == "closed" || status == "counting" || status == "box-home" ||
                       status == "unknown";
    return !usual || row["disagree"].get<bool>() || !row["incidents"].empty() ||
           count_in(row, "facts_pending") > 0;
  }

  std::string status(const Json& code) const { return sheet_.status(code); }

  void station(const Json& row) {
    sheet_.add(status(row["status"]) + ": " + text_in(row, "name") + " (" +
               text_in(row, "station") + ")" + sheet_.stamp(row));
    if (row["disagree"].get<bool>()) {
      sheet_.line("wall.disagree", {}, 2);
      for (const auto& [office, report] : row["reports"].items()) said(office, report, 4);
    } else if (!row["office"].is_null()) {
      said(row["office"],
           Json{{"status", row["reported"]}, {"as_of", row["as_of"]}, {"age_s", row["age_s"]}}, 2);
    }
    if (!row["missing"].is_null()) {
      sheet_.line("wall.missing",
                  {{"duty", sheet_.duty(text_in(row["missing"], "duty"))},
                   {"since", sheet_.moment(row["missing"]["since"])}},
                  2);
    }
    if (!row["water_cm"].is_null())
      sheet_.line("wall.water", {{"cm", count_in(row, "water_cm")}}, 2);
    beside(row);
  }

  void beside(const Json& row) {
    if (row["put_off"].get<bool>()) sheet_.line("wall.put-off", {}, 2);
    const auto pending = count_in(row, "facts_pending");
    if (pending > 0) sheet_.line("wall.pending", {{"count", pending}}, 2);
    if (row.contains("history")) return;  // its page tells incidents and forecasts below
    std::string ids;
    for (const Json& id : row["incidents"])
      ids += (ids.empty() ? "" : ", ") + id.get<std::string>();
    if (!ids.empty()) sheet_.line("wall.incidents", {{"ids", ids}}, 2);
    const Json& forecast = row["forecast"];
    if (forecast.is_null()) return;
    sheet_.line("wall.forecast",
                {{"status", sheet_.speech().say("status." + text_in(forecast, "status"))},
                 {"office", sheet_.office(forecast["office"])},
                 {"age", sheet_.age(forecast["age_s"])}},
                2);
  }

  void said(const Json& office, const Json& report, std::size_t indent) {
    sheet_.line("wall.said",
                {{"office", sheet_.office(office)},
                 {"status", status(report["status"])},
                 {"at", sheet_.moment(report["as_of"])},
                 {"age", sheet_.age(report["age_s"])}},
                indent);
  }

  void summary(const Json& summary) {
    sheet_.blank();
    for (const auto& [code, count] : summary["status"].items()) {
      sheet_.item(sheet_.speech().number(count.get<double>()), status(code));
    }
    Args args;
    for (const char* key : {"stations", "disagreeing", "open_incidents", "facts_pending"}) {
      args.emplace_back(key, count_in(summary, key));
    }
    sheet_.line("wall.summary", args);
  }

  void heading(const char* code, const Json& list) {
    if (!list.empty()) sheet_.line(std::string("page.") + code);
  }

  void reports(const Json& reports) {
    heading("reports", reports);
    for (const auto& [office, report] : reports.items()) {
      said(office, report, 2);
      const auto source = text_in(report, "source"), note = text_in(report, "note");
      if (!source.empty()) {
        sheet_.line("page.source", {{"source", source}, {"from", text_in(report, "from")}}, 4);
      }
      if (!note.empty()) sheet_.add(note, 4);
      sheet_.evidence(report, 4);
    }
  }

  void told(const std::vector<election::WitnessAnswer>& answers) {
    if (!answers.empty()) sheet_.line("page.told");
    for (const auto& answer : answers) sheet_.add(told_sentence(sheet_.speech(), answer), 2);
  }

  void facts(const Json& facts) {
    heading("facts", facts);
    for (const Json& fact : facts) {
      const Json& decision = fact["decision"];
      sheet_.item(
          text_in(fact, "shown"),
          sheet_.speech().say("field.page.fact",
                              {{"what", keyword(text_in(fact, "what"))},
                               {"to", text_in(fact, "to_venue")},
                               {"at", sheet_.moment(fact["at"])},
                               {"office", sheet_.office(fact["office"])},
                               {"witnesses", count_in(fact, "witness_count")},
                               {"decision", fact["withdrawn"].is_null() ? text_in(decision, "state")
                                                                        : std::string("withdrawn")},
                               {"id", text_in(decision, "id")},
                               {"verdict", text_in(decision, "verdict")}}));
      std::string offices;
      for (const Json& one : fact["witnesses"]) {
        offices += (offices.empty() ? "" : ", ") + sheet_.office(one);
      }
      if (!offices.empty()) sheet_.line("page.witnesses", {{"offices", offices}}, 7);
    }
  }

  void incidents(const Json& page) {
    heading("incidents", page["incidents"]);
    for (const Json& one : page["incidents"]) {
      sheet_.item(text_in(one, "shown"),
                  sheet_.speech().say("field.incident.kind", {{"kind", text_in(one, "kind")}}) +
                      ": " + text_in(one, "text"));
    }
  }

  void decisions(const Json& decisions) {
    heading("decisions", decisions);
    for (const Json& one : decisions) {
      sheet_.line("page.decision",
                  {{"verdict", text_in(one, "verdict")},
                   {"about", text_in(one, "about")},
                   {"to", text_in(one, "to_venue")},
                   {"office", sheet_.office(one["by"])},
                   {"at", sheet_.moment(one["at"])},
                   {"stands", one["stands"].get<bool>() ? "yes" : "no"}},
                  2);
    }
  }

  void promises(const Json& promises) {
    heading("promises", promises);
    for (const Json& one : promises) {
      sheet_.line("page.promise",
                  {{"owner", text_in(one, "owner")},
                   {"text", text_in(one, "text")},
                   {"due", sheet_.speech().day_of(text_in(one, "due"))},
                   {"kept", text_in(one, "kept").empty() ? "no" : "yes"}},
                  2);
    }
  }

  void forecasts(const Json& forecasts) {
    heading("forecasts", forecasts);
    for (const Json& one : forecasts) {
      sheet_.line("wall.forecast",
                  {{"status", sheet_.speech().say("status." + text_in(one["row"], "status"))},
                   {"office", sheet_.office(one["office"])},
                   {"age", sheet_.age(one["age_s"])}},
                  2);
    }
  }

  void checklist(const Json& items) {
    heading("checklist", items);
    for (const Json& item : items) {
      std::string answer = item["said"].empty() ? "unknown" : "";
      for (const Json& one : item["said"]) {
        const auto done = text_in(one, "done").empty() ? "unknown" : text_in(one, "done");
        answer = answer.empty() || answer == done ? done : "disagree";
      }
      sheet_.line("page.check", {{"answer", answer}, {"item", sheet_.name(item)}}, 2);
    }
  }

  void history(const Json& lines) {
    heading("history", lines);
    for (const Json& line : lines) {
      const bool redacted = line.value("redacted", false);
      const std::string what = line["kind"] == "station.checked"    ? "check"
                               : line["kind"] == "station.answered" ? "told"
                                                                    : "report";
      sheet_.line("page.line",
                  {{"at", sheet_.moment(line["at"])},
                   {"office", sheet_.office(line["office"])},
                   {"what", redacted ? "redacted" : what},
                   {"item", text_in(line, "item")},
                   {"done", text_in(line, "done")},
                   {"status", status(line.value("status", Json()))}},
                  2);
    }
  }

  FieldSheet sheet_;
};

void add_station_list(Command& stations, Context& context) {
  struct Asked {
    desk::WallFilter filter;
    bool all = false;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = stations.add_subcommand("list", context.help("station.list.about"));
  command->add_option("--area", asked->filter.area, context.help("station.list.area"));
  command->add_option("--status", asked->filter.status, context.help("station.list.status"));
  command->add_flag("--all", asked->all, context.help("station.list.all"));
  command->callback([asked, &context] {
    Room room(context);
    const Json wall = desk::station_wall(room.ledger(), room.around(), room.actor(room.ledger()),
                                         listed(room, context), asked->filter);
    if (context.json) return context.print(wall);
    Wall(room, context).list(wall, asked->all);
  });
}

void add_station_show(Command& stations, Context& context) {
  auto text = std::make_shared<std::string>();
  auto* command = stations.add_subcommand("show", context.help("station.show.about"));
  command->add_option("station", *text, context.help("station.show.station"))->required();
  command->callback([text, &context] {
    Room room(context);
    const std::string key = room.names().key(*text);
    Json page = desk::station_show(room.ledger(), room.around(), room.actor(room.ledger()),
                                   {key, room.names().name(key), room.names().area(key)});
    auto answers = workspace::told(context.workspace(), room.ledger());
    std::erase_if(answers, [&key](const auto& answer) { return answer.station != key; });
    if (!context.json) return Wall(room, context).show(page, answers);
    page["told"] = Json::array();
    for (const auto& answer : answers) page["told"].push_back(told_json(answer));
    context.print(page);
  });
}

}  // namespace

void add_station_view(Command& app, Context& context) {
  Command& stations = group(app, "station", context);
  add_station_list(stations, context);
  add_station_show(stations, context);
}

}  // namespace adem::cli
