// adem proposal list, show: what was proposed, decided, given to do and published.
#include "desk/dossier_view.h"

#include <memory>

#include "base/format.h"
#include "cli/callings.h"
#include "cli/commands.h"
#include "cli/wrap.h"

namespace adem::cli {

namespace {

std::string value(const Json& entry, const char* name) {
  return entry.is_object() ? entry.value(name, "") : "";
}

class DossierViewSheet {
 public:
  DossierViewSheet(Room& room, Context& context)
      : context_(context), speech_(context.speech()), callings_(callings(room, context)) {}

  void list(const Json& found) {
    if (found["proposals"].empty()) add(speech_.say("dossier.none"), "");
    for (const Json& line : found["proposals"]) {
      if (line["exercise"].get<bool>()) add(speech_.say("exercise"), "");
      head(line);
    }
    print();
  }

  void show(const Json& dossier) {
    const Json& proposal = dossier["proposal"];
    Json first = proposal.is_object() ? proposal : Json::object();
    if (first.value("exercise", false)) add(speech_.say("exercise"), "");
    for (const char* name : {"shown", "status"}) first[name] = dossier[name];
    head(first);
    entry(proposal);
    basis(proposal);
    last_day(dossier["last_day"]);
    for (const Json& one : dossier["forwards"]) {
      add(speech_.say("dossier.forwarded", who_when(one)) + stamp(one), kIn);
      text("note", one, "note");
    }
    decisions(dossier["decisions"]);
    actions(dossier);
    notices(dossier["notices"]);
    print();
  }

 private:
  static constexpr const char* kIn = "    ";

  void add(const std::string& text, const std::string& indent) {
    wrap(text, indent, indent + "  ", lines_);
  }
  void print() {
    for (const auto& line : lines_) context_.line(line);
  }
  void text(const char* code, const Json& from, const char* name) {
    if (value(from, name).empty()) return;
    add(speech_.say(fmt::format("dossier.{}", code), {{"value", value(from, name)}}), kIn);
  }
  std::string moment(const std::string& iso) const {
    const auto at = parse_instant(iso, speech_.zone());
    return at ? speech_.short_day(*at) + ", " + speech_.clock(*at) : iso;
  }
  Args who_when(const Json& one) const {
    return {{"office", callings_.office(value(one, "by"))}, {"at", moment(value(one, "at"))}};
  }
  // What is to be known about an entry beside what it says.
  std::string stamp(const Json& one) const {
    std::string all;
    if (one.value("redacted", false)) all += " [" + speech_.say("dossier.redacted") + "]";
    const std::string broken = value(one, "broken");
    if (!broken.empty()) all += " [" + speech_.say("dossier.broken", {{"rule", broken}}) + "]";
    if (one.contains("withdrawn") && !one["withdrawn"].is_null()) {
      all += " [" + speech_.say("dossier.withdrawn", {{"why", value(one, "withdrawn")}}) + "]";
    }
    return all;
  }
  void head(const Json& line) {
    std::string text = speech_.say("dossier.head", {{"status", value(line, "status")},
                                                    {"about", value(line, "about")},
                                                    {"places", places(line, callings_)}});
    wrap(text, fmt::format("{:<9} ", value(line, "shown")), std::string(10, ' '), lines_);
    if (line.contains("decisions")) {
      if (!value(line, "to_venue").empty()) {
        add(speech_.say("dossier.to", {{"value", value(line, "to_venue")}}), std::string(10, ' '));
      }
      add(speech_.say("dossier.proposed", who_when(line)), std::string(10, ' '));
    }
  }
  void entry(const Json& proposal) {
    if (!proposal.is_object()) return;
    text("from", proposal, "from_venue");
    text("to", proposal, "to_venue");
    add(speech_.say("dossier.proposed", who_when(proposal)) + stamp(proposal), kIn);
    text("reason", proposal, "reason");
    text("made-from", proposal, "made_from");
    text("fact", proposal, "fact");
  }
  void basis(const Json& entry) {
    if (!entry.is_object() || value(entry, "legal").empty()) return;
    const Json& line = entry["basis"];
    const std::string named = line.is_object() ? value(line, "article") : value(entry, "legal");
    add(speech_.say("dossier.basis", {{"article", named}, {"mark", value(line, "mark")}}), kIn);
  }
  void last_day(const Json& day) {
    if (!day.is_object()) return;
    add(speech_.say("dossier.last-day", {{"day", speech_.day_of(value(day, "day"))},
                                         {"days", day["days"].get<std::int64_t>()},
                                         {"mark", value(day, "mark")}}),
        kIn);
  }
  void decisions(const Json& list) {
    if (!list.empty()) lines_.push_back(speech_.say("dossier.decisions"));
    for (const Json& one : list) {
      Args args = who_when(one);
      args.emplace_back("verdict", value(one, "verdict"));
      args.emplace_back("number", value(one, "number"));
      wrap(speech_.say("dossier.decided", args) + stamp(one),
           fmt::format("  {:<7} ", value(one, "shown")), std::string(10, ' '), lines_);
      if (!value(one, "valid_from").empty()) {
        add(speech_.say("dossier.valid-from", {{"at", moment(value(one, "valid_from"))}}), kIn);
      }
      basis(one);
      text("note", one, "note");
    }
  }
  void actions(const Json& dossier) {
    if (!dossier["actions"].empty()) lines_.push_back(speech_.say("dossier.actions"));
    for (const Json& one : dossier["actions"]) {
      wrap(speech_.say("dossier.action", {{"owner", callings_.office(value(one, "owner"))},
                                          {"text", value(one, "text")},
                                          {"due", speech_.day_of(value(one, "due"))},
                                          {"state", value(one, "state")}}) +
               stamp(one),
           fmt::format("  {:<7} ", value(one, "shown")), std::string(10, ' '), lines_);
    }
  }
  void notices(const Json& list) {
    if (!list.empty()) lines_.push_back(speech_.say("dossier.notices"));
    for (const Json& one : list) {
      Args args = who_when(one);
      args.emplace_back("state", value(one, "state"));
      wrap(speech_.say("dossier.notice", args) + stamp(one),
           fmt::format("  {:<7} ", value(one, "shown")), std::string(10, ' '), lines_);
    }
  }

  Context& context_;
  const words::Speech& speech_;
  brief::Callings callings_;
  std::vector<std::string> lines_;
};

void add_dossier_list(Command& group, Context& context) {
  auto filter = std::make_shared<desk::DossierFilter>();
  auto* command = group.add_subcommand("list", context.help("proposal.list.about"));
  command->add_option("--station", filter->station, context.help("proposal.list.station"));
  command->add_option("--status", filter->status, context.help("proposal.list.status"));
  command->add_option("--about", filter->about, context.help("proposal.list.topic"));
  command->callback([filter, &context] {
    Room room(context);
    if (!filter->station.empty()) filter->station = room.names().key(filter->station);
    const Json found = desk::dossier_list(room.ledger(), room.actor(room.ledger()), *filter);
    if (context.json) return context.print(found);
    DossierViewSheet(room, context).list(found);
  });
}

void add_dossier_show(Command& group, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = group.add_subcommand("show", context.help("proposal.show.about"));
  command->add_option("proposal", *id, context.help("proposal.show.proposal"))->required();
  command->callback([id, &context] {
    Room room(context);
    const Json dossier =
        desk::dossier_show(room.ledger(), room.actor(room.ledger()), *room.around().rules, *id);
    if (context.json) return context.print(dossier);
    DossierViewSheet(room, context).show(dossier);
  });
}

}  // namespace

void add_dossier_view(Command& app, Context& context) {
  Command& proposals = group(app, "proposal", context);
  add_dossier_list(proposals, context);
  add_dossier_show(proposals, context);
}

}  // namespace adem::cli
