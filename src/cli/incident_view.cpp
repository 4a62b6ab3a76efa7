// adem incident list, show: what goes wrong, the gravest first.
#include "desk/incident_view.h"

#include <memory>

#include "cli/commands.h"
#include "cli/field_sheet.h"

namespace adem::cli {

namespace {

constexpr std::string_view kPrefix = "incident.";  // of the kinds of its events

class IncidentViewSheet {
 public:
  IncidentViewSheet(Room& room, Context& context) : sheet_(room, context) {}

  void list(const Json& found) {
    if (found["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    for (const Json& row : found["incidents"]) incident(row);
    if (found["incidents"].empty()) sheet_.line("incident.none");
    sheet_.blank();
    Args args;
    for (const char* key : {"open", "closed", "unverified", "overdue"}) {
      args.emplace_back(key, count_in(found["summary"], key));
    }
    sheet_.line("incident.summary", args);
    sheet_.line("incident.day", {{"reported", count_in(found["voting_day"], "reported")},
                                 {"open", count_in(found["voting_day"], "open")}});
    sheet_.print();
  }

  void show(const Json& page) {
    if (page["exercise"].get<bool>()) sheet_.add(sheet_.speech().say("exercise"));
    incident(page);
    const Json& state = page["incident"];
    for (const auto& [office, said] : state["verified"].items()) {
      sheet_.line("incident.looked",
                  {{"office", sheet_.office(office)},
                   {"result", keyword(text_in(said, "result"))},
                   {"note", text_in(said, "note")}},
                  7);
    }
    for (const Json& one : state["advice"]) {
      sheet_.line("incident.advice",
                  {{"office", sheet_.office(one["office"])},
                   {"form", text_in(one, "form")},
                   {"text", text_in(one, "text")}},
                  7);
    }
    sheet_.line("page.history");
    for (const Json& line : page["history"]) {
      sheet_.line("incident.line",
                  {{"at", sheet_.moment(line["at"])},
                   {"office", sheet_.office(line["office"])},
                   {"kind", text_in(line, "kind").substr(kPrefix.size())},
                   {"redacted", line.value("redacted", false) ? "yes" : "no"}},
                  2);
    }
    if (const auto conflicts = count_in(page, "conflicts"); conflicts > 0) {
      sheet_.line("incident.conflicts", {{"count", conflicts}});
    }
    sheet_.print();
  }

 private:
  void incident(const Json& row) {
    const auto say = [this](const std::string& code, const Args& args) {
      return sheet_.speech().say("field.incident." + code, args);
    };
    std::string text = say("kind", {{"kind", text_in(row, "kind")}}) + ", " + sheet_.place(row) +
                       ": " + text_in(row, "text") + sheet_.stamp(row);
    sheet_.item(text_in(row, "shown"), text);
    sheet_.line("incident.known",
                {{"gravity", text_in(row, "gravity")},
                 {"office", sheet_.office(row["office"])},
                 {"at", sheet_.moment(row["at"])},
                 {"age", sheet_.age(row["age_s"])},
                 {"verified", keyword(text_in(row, "verified"))}},
                7);
    sheet_.evidence(row, 7);
    for (const Json& work : row["assigned"]) {
      sheet_.line("incident.assigned",
                  {{"to", sheet_.office(work["to"])},
                   {"dated", text_in(work, "due").empty() ? "no" : "yes"},
                   {"due", sheet_.moment(work["due"])},
                   {"overdue", row["overdue"].get<bool>() ? "yes" : "no"}},
                  7);
    }
    for (const Json& office : row["escalated"]) {
      sheet_.line("incident.escalated", {{"to", sheet_.office(office)}}, 7);
    }
    for (const auto& [office, result] : row["closed"].items()) {
      sheet_.line("incident.closed",
                  {{"office", sheet_.office(office)}, {"result", result.get<std::string>()}}, 7);
    }
  }

  FieldSheet sheet_;
};

void add_incident_list(Command& incidents, Context& context) {
  auto filter = std::make_shared<desk::IncidentFilter>();
  auto* command = incidents.add_subcommand("list", context.help("incident.list.about"));
  command->add_option("--area", filter->area, context.help("incident.list.area"));
  command->add_option("--station", filter->station, context.help("incident.list.station"));
  command->add_flag("--closed", filter->closed, context.help("incident.list.closed"));
  command->callback([filter, &context] {
    Room room(context);
    if (!filter->station.empty()) filter->station = room.names().key(filter->station);
    const Json found =
        desk::incident_list(room.ledger(), room.around(), room.actor(room.ledger()), *filter);
    if (context.json) return context.print(found);
    IncidentViewSheet(room, context).list(found);
  });
}

void add_incident_show(Command& incidents, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = incidents.add_subcommand("show", context.help("incident.show.about"));
  command->add_option("incident", *id, context.help("incident.show.incident"))->required();
  command->callback([id, &context] {
    Room room(context);
    const Json page =
        desk::incident_show(room.ledger(), room.around(), room.actor(room.ledger()), *id);
    if (context.json) return context.print(page);
    IncidentViewSheet(room, context).show(page);
  });
}

}  // namespace

void add_incident_view(Command& app, Context& context) {
  Command& incidents = group(app, "incident", context);
  add_incident_list(incidents, context);
  add_incident_show(incidents, context);
}

}  // namespace adem::cli
