#include "cli/ledger_common.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "desk/desk_fold.h"
#include "desk/seat.h"

namespace adem::cli {

namespace {

std::string digits_of(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == ':') continue;
    digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return digits;
}

}  // namespace

std::string fingerprint(const Id& node) {
  std::string text = node.hex();
  for (std::size_t at = 28; at > 0; at -= 4) text.insert(at, " ");
  return text;
}

Id read_fingerprint(const std::string& text) {
  const auto node = Id::from_hex(digits_of(text));
  if (!node) throw Error(ErrorKind::misuse, "cli.bad-fingerprint", {{"text", text}});
  return *node;
}

ledger::Node meant_node(const ledger::Ledger& ledger, const std::string& text) {
  const std::string digits = digits_of(text);
  std::vector<ledger::Node> found;
  for (const auto& node : ledger.nodes()) {
    if (!digits.empty() && node.id.hex().starts_with(digits)) found.push_back(node);
  }
  if (found.empty()) throw Error(ErrorKind::not_found, "ledger.unknown-node", {{"node", text}});
  if (found.size() > 1) throw Error(ErrorKind::misuse, "cli.ambiguous-node", {{"text", text}});
  return found.front();
}

std::string office_list(const std::vector<std::string>& offices) {
  std::string text;
  for (const auto& office : offices) text += (text.empty() ? "" : ", ") + office;
  return text.empty() ? "–" : text;
}

ledger::Draft signed_by(Room& room, std::string office) {
  const desk::Actor actor = room.actor(room.ledger());
  desk::Seat seat(room.ledger(), desk::desk_fold(), room.around(), actor);
  if (desk::has_accounts(seat)) {
    seat.require(desk::Right::keep, actor.area);
    office = actor.office;
  }
  if (office.empty()) {
    const auto nodes = room.ledger().nodes();
    const auto own = std::ranges::find(nodes, room.ledger().node(), &ledger::Node::id);
    if (own != nodes.end() && !own->offices.empty()) office = own->offices.front();
  }
  ledger::Draft draft;
  draft.at = room.around().now;
  draft.author = actor.account;
  draft.office = office;
  draft.area = actor.area;
  return draft;
}

Json to_json(const ledger::Report& report) {
  Json gaps = Json::array();
  for (const auto& gap : report.gaps) {
    gaps.push_back(Json{{"node", gap.node.hex()}, {"from", gap.from}, {"to", gap.to}});
  }
  Json forks = Json::array();
  for (const auto& fork : report.forks) {
    Json hashes = Json::array();
    for (const auto& hash : fork.hashes) hashes.push_back(hash.hex());
    forks.push_back(Json{{"node", fork.node.hex()}, {"seq", fork.seq}, {"hashes", hashes}});
  }
  return Json{{"events", report.events},           {"nodes", report.nodes},
              {"quarantined", report.quarantined}, {"state", report.state},
              {"redacted", report.redacted},       {"unknown_kinds", report.unknown_kinds},
              {"gaps", std::move(gaps)},           {"forks", std::move(forks)}};
}

void show(const ledger::Report& report, const Context& context, const words::Speech& speech) {
  context.line(speech.say("ledger.counts", {{"events", count(report.events)},
                                            {"nodes", count(report.nodes)},
                                            {"quarantined", count(report.quarantined)},
                                            {"redacted", count(report.redacted)},
                                            {"unknown", count(report.unknown_kinds)}}));
  for (const auto& gap : report.gaps) {
    context.line(speech.say(
        "ledger.gap",
        {{"node", gap.node.hex().substr(0, 8)}, {"from", count(gap.from)}, {"to", count(gap.to)}}));
  }
  for (const auto& fork : report.forks) {
    context.line(speech.say("ledger.fork", {{"node", fork.node.hex().substr(0, 8)},
                                            {"seq", count(fork.seq)},
                                            {"count", count(fork.hashes.size())}}));
  }
  context.line(speech.say("ledger.state", {{"hash", report.state}}));
}

}  // namespace adem::cli
