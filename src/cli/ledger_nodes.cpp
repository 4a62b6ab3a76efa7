// adem ledger init, enrol, revoke, nodes: who keeps the book.
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/ledger_common.h"
#include "desk/accounts.h"

namespace adem::cli {

namespace {

struct LedgerNodesAsked {
  std::string node, name, reason, join, account;
  std::vector<std::string> offices;
  std::int64_t after = -1;
};

// "ppk-1=ppk:14.72.05": the first account, which appoints the others.
void appoint(Room& room, const std::string& text) {
  const auto sign = text.find('=');
  if (sign == std::string::npos) {
    throw Error(ErrorKind::misuse, "cli.bad-account", {{"text", text}});
  }
  room.sit([&](desk::Seat& seat) {
    desk::appoint_first(seat, text.substr(0, sign), text.substr(sign + 1));
  });
}

void add_init(Command& ledger, Context& context) {
  auto asked = std::make_shared<LedgerNodesAsked>();
  auto* command = ledger.add_subcommand("init", context.help("ledger.init.about"));
  command->add_option("--name", asked->name, context.help("ledger.init.name"));
  command->add_option("--office", asked->offices, context.help("ledger.init.office"));
  auto* account =
      command->add_option("--account", asked->account, context.help("ledger.init.account"));
  auto* join = command->add_option("--join", asked->join, context.help("ledger.init.join"));
  join->excludes("--name")->excludes("--office")->excludes(account);
  command->callback([asked, &context] {
    Room room(context);
    const bool founds = asked->join.empty();
    if (founds) {
      const std::string office = asked->offices.empty() ? "" : asked->offices.front();
      const std::string& usual = context.workspace().settings().name;
      room.ledger().found(asked->name.empty() ? usual : asked->name, asked->offices,
                          signed_by(room, office));
      if (!asked->account.empty()) appoint(room, asked->account);
    } else {
      const Id founder = read_fingerprint(asked->join);
      signed_by(room);  // for the right alone: whom a book trusts is no event of the book
      room.ledger().join(founder);
    }
    const Id node = room.ledger().node();
    const Id root = room.ledger().root();
    if (context.json) return context.print(Json{{"node", node.hex()}, {"root", root.hex()}});
    context.line(context.speech().say(founds ? "ledger.founded" : "ledger.joined",
                                      {{"root", fingerprint(root)}}));
    context.line(context.speech().say("ledger.fingerprint", {{"node", fingerprint(node)}}));
  });
}

void add_enrol(Command& ledger, Context& context) {
  auto asked = std::make_shared<LedgerNodesAsked>();
  auto* command = ledger.add_subcommand("enrol", context.help("ledger.enrol.about"));
  command->add_option("fingerprint", asked->node, context.help("ledger.enrol.fingerprint"))
      ->required();
  command->add_option("--name", asked->name, context.help("ledger.enrol.name"))->required();
  command->add_option("--office", asked->offices, context.help("ledger.enrol.office"));
  command->callback([asked, &context] {
    Room room(context);
    const Id node = read_fingerprint(asked->node);
    room.ledger().enrol(node, asked->name, asked->offices, signed_by(room));
    if (context.json) {
      return context.print(
          Json{{"node", node.hex()}, {"name", asked->name}, {"offices", asked->offices}});
    }
    context.line(
        context.speech().say("ledger.enrolled", {{"name", asked->name},
                                                 {"node", node.hex().substr(0, 8)},
                                                 {"offices", office_list(asked->offices)}}));
  });
}

void add_revoke(Command& ledger, Context& context) {
  auto asked = std::make_shared<LedgerNodesAsked>();
  auto* command = ledger.add_subcommand("revoke", context.help("ledger.revoke.about"));
  command->add_option("node", asked->node, context.help("ledger.revoke.node"))->required();
  command->add_option("--after", asked->after, context.help("ledger.revoke.after"))->not_negative();
  command->add_option("--reason", asked->reason, context.help("ledger.revoke.reason"))->required();
  command->callback([asked, &context] {
    Room room(context);
    const auto node = meant_node(room.ledger(), asked->node);
    const auto after = asked->after < 0 ? node.last_seq : static_cast<std::uint64_t>(asked->after);
    room.ledger().revoke(node.id, after, asked->reason, signed_by(room));
    if (context.json) {
      return context.print(
          Json{{"node", node.id.hex()}, {"after", after}, {"reason", asked->reason}});
    }
    context.line(context.speech().say(
        "ledger.revoked",
        {{"name", node.name.empty() ? node.tag() : node.name}, {"after", count(after)}}));
  });
}

const char* name_of(ledger::Trust trust) {
  switch (trust) {
    case ledger::Trust::enrolled:
      return "enrolled";
    case ledger::Trust::revoked:
      return "revoked";
    case ledger::Trust::unknown:
      break;
  }
  return "unknown";
}

void add_nodes(Command& ledger, Context& context) {
  auto* command = ledger.add_subcommand("nodes", context.help("ledger.nodes.about"));
  command->callback([&context] {
    Room room(context);
    const Id own = room.ledger().node();
    const Id root = room.ledger().root();
    const auto nodes = room.ledger().nodes();
    const auto& speech = context.speech();
    Json lines = Json::array();
    for (const auto& node : nodes) {
      if (context.json) {
        lines.push_back(
            Json{{"node", node.id.hex()},
                 {"name", node.name},
                 {"offices", node.offices},
                 {"trust", name_of(node.trust)},
                 {"last", node.last_seq},
                 {"revoked_after",
                  node.trust == ledger::Trust::revoked ? Json(node.revoked_after) : Json()},
                 {"own", node.id == own},
                 {"root", node.id == root}});
        continue;
      }
      const std::string trust = std::string("ledger.trust.") + name_of(node.trust);
      context.line(speech.say("ledger.node-line",
                              {{"node", fingerprint(node.id)},
                               {"name", node.name.empty() ? "–" : node.name},
                               {"offices", office_list(node.offices)},
                               {"trust", speech.say(trust, {{"after", count(node.revoked_after)}})},
                               {"last", count(node.last_seq)},
                               {"own", std::string(node.id == own ? "yes" : "no")},
                               {"root", std::string(node.id == root ? "yes" : "no")}}));
    }
    if (context.json) context.print(Json{{"nodes", std::move(lines)}});
  });
}

}  // namespace

void add_ledger_nodes(Command& app, Context& context) {
  Command& ledger = group(app, "ledger", context);
  add_init(ledger, context);
  add_enrol(ledger, context);
  add_revoke(ledger, context);
  add_nodes(ledger, context);
}

}  // namespace adem::cli
