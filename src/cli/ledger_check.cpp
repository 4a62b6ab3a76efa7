// adem ledger verify, rebuild, redact, log: what stands in the book, and whether it is whole.
#include <deque>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/ledger_common.h"

namespace adem::cli {

namespace {

void add_verify(Command& ledger, Context& context) {
  auto* command = ledger.add_subcommand("verify", context.help("ledger.verify.about"));
  command->callback([&context] {
    Room room(context);
    const auto& speech = context.speech();
    std::int64_t count = 0;
    Json findings = Json::array();
    const auto report = room.ledger().verify(
        [&](const ledger::Finding& finding) {
          ++count;
          const std::string text = speech.say(finding.what);
          if (context.json) {
            findings.push_back(Json{
                {"event", finding.event}, {"what", adem::to_json(finding.what)}, {"text", text}});
          } else {
            context.line(finding.event + ": " + text);
          }
        },
        context.progress("verify"));
    if (context.json) {
      Json json = to_json(report);
      json["findings"] = std::move(findings);
      context.print(json);
    } else {
      show(report, context, speech);
      if (count == 0) context.line(speech.say("ledger.whole"));
    }
    if (count > 0) throw Error(ErrorKind::conflict, "ledger.damaged", {{"count", count}});
  });
}

void add_rebuild(Command& ledger, Context& context) {
  auto* command = ledger.add_subcommand("rebuild", context.help("ledger.rebuild.about"));
  command->callback([&context] {
    Room room(context);
    room.ledger().rebuild(context.progress("rebuild"));
    const auto report = room.ledger().report();
    if (context.json) return context.print(to_json(report));
    show(report, context, context.speech());
  });
}

// "0193…" or "7f3a9c21:12", as adem ledger log shows them.
ledger::Event meant_event(const ledger::Ledger& ledger, const std::string& text) {
  auto event = ledger.find(text);
  if (!event) throw Error(ErrorKind::not_found, "ledger.no-such-event", {{"text", text}});
  return *std::move(event);
}

std::string reference(const ledger::Event& event) {
  return event.node.hex().substr(0, 8) + ":" + std::to_string(event.seq);
}

void add_redact(Command& ledger, Context& context) {
  struct Asked {
    std::string event, reason;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = ledger.add_subcommand("redact", context.help("ledger.redact.about"));
  command->add_option("event", asked->event, context.help("ledger.redact.event"))->required();
  command->add_option("--reason", asked->reason, context.help("ledger.redact.reason"))->required();
  command->callback([asked, &context] {
    Room room(context);
    const auto event = meant_event(room.ledger(), asked->event);
    room.ledger().redact(event.id, asked->reason, signed_by(room));
    if (context.json) {
      return context.print(Json{{"event", ledger::uuid_text(event.id)}, {"reason", asked->reason}});
    }
    context.line(context.speech().say("ledger.redacted", {{"event", reference(event)}}));
  });
}

struct Wanted {
  std::string kind, subject, office, node;
  bool quarantined = false;
  std::size_t last = 50;

  bool fits(const ledger::Event& event, std::string_view quarantine) const {
    return event.kind.starts_with(kind) && event.subject.starts_with(subject) &&
           event.office.starts_with(office) && event.node.hex().starts_with(node) &&
           (!quarantined || !quarantine.empty());
  }
};

Json log_json(const ledger::Event& event, const std::string& quarantine) {
  return Json{{"event", ledger::uuid_text(event.id)},
              {"node", event.node.hex()},
              {"seq", event.seq},
              {"at", iso_utc(event.at)},
              {"author", event.author},
              {"office", event.office},
              {"area", event.area},
              {"kind", event.kind},
              {"subject", event.subject},
              {"quarantine", quarantine},
              {"redacted", event.redacted},
              {"body", event.body}};
}

std::string log_line(const ledger::Event& event, const std::string& quarantine,
                     const words::Speech& speech) {
  std::string note;
  if (!quarantine.empty()) note = speech.say("ledger.quarantine." + quarantine);
  if (event.redacted) note += (note.empty() ? "" : ", ") + speech.say("ledger.body-gone");
  return speech.say("ledger.log-line", {{"event", reference(event)},
                                        {"day", speech.short_day(event.at)},
                                        {"clock", speech.clock_bare(event.at)},
                                        {"office", event.office.empty() ? "–" : event.office},
                                        {"kind", event.kind},
                                        {"subject", event.subject},
                                        {"note", note.empty() ? "" : "  [" + note + "]"}});
}

void add_log(Command& ledger, Context& context) {
  auto wanted = std::make_shared<Wanted>();
  auto* command = ledger.add_subcommand("log", context.help("ledger.log.about"));
  command->add_option("--kind", wanted->kind, context.help("ledger.log.kind"));
  command->add_option("--subject", wanted->subject, context.help("ledger.log.subject"));
  command->add_option("--office", wanted->office, context.help("ledger.log.office"));
  command->add_option("--node", wanted->node, context.help("ledger.log.node"));
  command->add_flag("--quarantined", wanted->quarantined, context.help("ledger.log.quarantined"));
  command->add_option("--last", wanted->last, context.help("ledger.log.last"));
  command->callback([wanted, &context] {
    Room room(context);
    std::deque<std::pair<ledger::Event, std::string>> found;
    room.ledger().events([&](const ledger::Event& event, std::string_view quarantine) {
      if (!wanted->fits(event, quarantine)) return;
      found.emplace_back(event, quarantine);
      if (wanted->last > 0 && found.size() > wanted->last) found.pop_front();
    });
    Json lines = Json::array();
    for (const auto& [event, quarantine] : found) {
      if (context.json) {
        lines.push_back(log_json(event, quarantine));
      } else {
        context.line(log_line(event, quarantine, context.speech()));
      }
    }
    if (context.json) return context.print(Json{{"events", std::move(lines)}});
    if (found.empty()) context.line(context.speech().say("ledger.log-empty"));
  });
}

}  // namespace

void add_ledger_check(Command& app, Context& context) {
  Command& ledger = group(app, "ledger", context);
  add_verify(ledger, context);
  add_rebuild(ledger, context);
  add_redact(ledger, context);
  add_log(ledger, context);
}

}  // namespace adem::cli
