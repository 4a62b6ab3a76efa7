// adem station list, show: the wall of voting day and the page of one station.
#include <memory>

#include "base/format.h"
#include "cli/callings.h"
#include "cli/commands.h"
#include "cli/field_words.h"
#include "cli/wrap.h"
#include "desk/station_view.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

std::vector<desk::ListedStation> listed(Room& room, Context& context) {
  const auto table = workspace::stations(context.workspace());
  std::vector<desk::ListedStation> all;
  all.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string key(table.text(row, election::StationText::key));
    all.push_back(
        {key, room.names().name(key), std::string(table.text(row, election::StationText::area))});
  }
  return all;
}

class Wall {
 public:
  Wall(Room& room, Context& context)
      : context_(context), speech_(context.speech()), words_(room, context) {}

  void list(const Json& wall) {
    stamp(wall);
    const Json& summary = wall["summary"];
    add(speech_.say("field.wall", {{"stations", number(summary, "stations")},
                                   {"missing", number(summary, "missing")},
                                   {"disagreeing", number(summary, "disagreeing")},
                                   {"incidents", number(summary, "open_incidents")},
                                   {"pending", number(summary, "facts_pending")}}));
    std::string counts;
    for (const auto& [status, count] : summary["status"].items()) {
      counts += (counts.empty() ? "" : " · ") + words_.status(status) + " " +
                std::to_string(count.get<std::int64_t>());
    }
    if (!counts.empty()) add(counts);
    for (const Json& row : wall["stations"]) station(row);
    print();
  }

  void show(const Json& page) {
    stamp(page);
    station(page);
    heading("reports", page["reports"]);
    for (const auto& [office, report] : page["reports"].items()) {
      add(words_.office(office) + ": " + words_.status(report["status"]) + ", " +
              words_.moment(report["as_of"]) + note(report),
          kIn);
    }
    checklist(page["checklist"]);
    entries("incidents", page["incidents"]);
    entries("facts", page["facts"]);
    entries("decisions", page["decisions"]);
    entries("promises", page["promises"]);
    heading("history", page["history"]);
    for (const Json& one : page["history"]) {
      add(words_.moment(one["at"]) + "  " + words_.office(one.value("office", "")) + ": " +
              one.value("kind", "") + (one.contains("status") ? " " + text(one, "status") : ""),
          kIn);
    }
    print();
  }

 private:
  static constexpr const char* kIn = "    ";

  static std::string text(const Json& from, const char* name) {
    const auto it = from.find(name);
    return it != from.end() && it->is_string() ? it->get<std::string>() : std::string();
  }
  static std::int64_t number(const Json& from, const char* name) {
    return from.value(name, std::int64_t{0});
  }
  static std::string note(const Json& report) {
    return text(report, "note").empty() ? "" : " (" + text(report, "note") + ")";
  }
  void add(const std::string& line, const std::string& indent = "") {
    wrap(line, indent, indent + "  ", lines_);
  }
  void stamp(const Json& from) {
    if (from.value("exercise", false)) add(speech_.say("exercise"));
  }
  void heading(const char* code, const Json& items) {
    if (!items.empty()) add(speech_.say(std::string("field.heading.") + code), "  ");
  }
  // One line of the wall: name, status, since when by whom, and what stands beside it.
  void station(const Json& row) {
    std::string line = words_.status(row["status"]);
    if (row["as_of"].is_string()) {
      line += ", " + words_.moment(row["as_of"]) + ", " + words_.office(text(row, "office"));
    }
    if (row["missing"].is_object()) {
      line +=
          "; " + speech_.say("field.missing", {{"since", words_.moment(row["missing"]["since"])}});
    }
    if (row["disagree"].get<bool>()) line += "; " + speech_.say("field.disagree");
    if (!row["incidents"].empty()) {
      line += "; " + speech_.say("field.incidents",
                                 {{"count", static_cast<std::int64_t>(row["incidents"].size())}});
    }
    const Json& facts = row["facts_pending"];
    if (facts.is_number_integer() && facts.get<std::int64_t>() > 0) {
      line += "; " + speech_.say("field.pending", {{"count", facts.get<std::int64_t>()}});
    }
    wrap(line, fmt::format("{:<22} ", text(row, "name")), std::string(23, ' '), lines_);
    if (row["disagree"].get<bool>()) {
      for (const auto& [office, report] : row["reports"].items()) {
        add(words_.office(office) + ": " + words_.status(report["status"]) + ", " +
                words_.moment(report["as_of"]),
            std::string(25, ' '));
      }
    }
  }
  void checklist(const Json& items) {
    heading("checklist", items);
    const bool english = speech_.language() == "en";
    for (const Json& item : items) {
      std::string said;
      for (const auto& [office, one] : item["said"].items()) {
        said += (said.empty() ? "" : ", ") + words_.office(office) + " " +
                speech_.say("field.answer." + text(one, "done"));
      }
      add(text(item, english ? "name_en" : "name_id") + ": " +
              (said.empty() ? speech_.say("field.answer.unknown") : said),
          kIn);
    }
  }
  void entries(const char* code, const Json& items) {
    heading(code, items);
    for (const Json& one : items) add(words_.entry(one), kIn);
  }
  void print() {
    for (const auto& line : lines_) context_.line(line);
  }

  Context& context_;
  const words::Speech& speech_;
  FieldWords words_;
  std::vector<std::string> lines_;
};

void add_list(CLI::App& stations, Context& context) {
  auto filter = std::make_shared<desk::WallFilter>();
  auto* command = stations.add_subcommand("list", context.help("station.list.about"));
  command->add_option("--area", filter->area, context.help("station.list.area"));
  command->add_option("--status", filter->status, context.help("station.list.status"));
  command->callback([filter, &context] {
    Room room(context);
    const Json wall = desk::station_wall(room.ledger(), room.around(), room.actor(room.ledger()),
                                         listed(room, context), *filter);
    if (context.json) return context.print(wall);
    Wall(room, context).list(wall);
  });
}

void add_show(CLI::App& stations, Context& context) {
  auto station = std::make_shared<std::string>();
  auto* command = stations.add_subcommand("show", context.help("station.show.about"));
  command->add_option("station", *station, context.help("station.show.station"))->required();
  command->callback([station, &context] {
    Room room(context);
    const std::string key = room.names().key(*station);
    const desk::ListedStation meant{key, room.names().name(key), room.names().area(key)};
    const Json page =
        desk::station_show(room.ledger(), room.around(), room.actor(room.ledger()), meant);
    if (context.json) return context.print(page);
    Wall(room, context).show(page);
  });
}

}  // namespace

void add_station_view(CLI::App& app, Context& context) {
  CLI::App& stations = group(app, "station", context);
  add_list(stations, context);
  add_show(stations, context);
}

}  // namespace adem::cli
