#include "ledger/trust.h"

#include <algorithm>
#include <optional>

#include "ledger/line.h"

namespace adem::ledger {

namespace {

// What a trust event says; nothing where its body does not hold what it must.
struct Said {
  Row row;
  Id node;
  bool enrols = false;
  std::string name;
  std::vector<std::string> offices;
  std::uint64_t after = 0;
};

std::optional<Said> said(const Row& row) {
  const Json& body = row.event.body;
  const auto text = [&body](const char* key) -> std::string {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  if (!body.is_object()) return std::nullopt;
  Said said;
  const auto node = Id::from_hex(text("node"));
  if (!node) return std::nullopt;
  said.row = row;
  said.node = *node;
  said.enrols = row.event.kind == kEnrolled;
  if (!said.enrols) {
    const auto after = body.find("after");
    if (row.event.kind != kRevoked || after == body.end() || !after->is_number_unsigned()) {
      return std::nullopt;
    }
    said.after = std::min(after->get<std::uint64_t>(), kMostSeq);
    return said;
  }
  said.name = text("name");
  const auto offices = body.find("offices");
  if (offices == body.end() || !offices->is_array()) return std::nullopt;
  for (const Json& office : *offices) {
    if (!office.is_string()) return std::nullopt;
    said.offices.push_back(office.get<std::string>());
  }
  return said;
}

bool may_speak(const Trusted& trusted, std::string_view office) {
  // An office in words ("Polsek Contoh") is what the record of an open table says; it is nobody's
  // authority, which always has a kind and an area.
  return trusted.offices.empty() || office.find(':') == std::string_view::npos ||
         std::ranges::find(trusted.offices, office) != trusted.offices.end();
}

class Judge {
 public:
  explicit Judge(const std::vector<Row>& events) {
    for (const Row& row : events) {
      if (auto one = said(row)) said_[row.event.node].push_back(std::move(*one));
    }
    for (auto& [node, list] : said_) {
      std::ranges::sort(list, {}, [](const Said& one) { return key_of(one.row); });
    }
  }

  std::map<Id, Trusted> from(const Id& root) {
    std::vector<Id> layer{root};
    while (!layer.empty()) {
      std::map<FoldKey, Id> next;
      for (const Id& node : layer) decide(node, node == root);
      for (const auto& [node, enrolments] : enrolments_) {
        if (!trusted_.contains(node)) next.emplace(key_of(enrolments.front()->row), node);
      }
      layer.clear();
      for (const auto& [key, node] : next) layer.push_back(node);
    }
    return std::move(trusted_);
  }

 private:
  // All seniors have been decided: what they say about this node is known.
  void decide(const Id& node, bool founder) {
    Trusted trusted;
    trusted.rank = trusted_.size();
    const std::vector<Said>& own = said_[node];
    if (const auto it = revocations_.find(node); it != revocations_.end()) {
      trusted.last_good = it->second;
    }
    for (const Said& one : own) {
      if (!founder && !one.enrols && one.node == node)
        trusted.last_good = std::min(trusted.last_good, one.after);
    }
    const Said* latest = nullptr;
    for (const Said* one : enrolments_[node]) {
      if (latest == nullptr || key_of(latest->row) < key_of(one->row)) latest = one;
    }
    if (founder) {
      // Nobody stands above the founder: it names itself.
      for (const Said& one : own) {
        if (one.enrols && one.node == node && one.row.event.seq <= trusted.last_good) latest = &one;
      }
    }
    trusted.enrolled = latest != nullptr;
    if (latest != nullptr) {
      trusted.name = latest->name;
      trusted.offices = latest->offices;
    }
    trusted_.emplace(node, trusted);
    for (const Said& one : own) {
      if (one.row.event.seq > trusted.last_good || !may_speak(trusted, one.row.event.office))
        continue;
      if (one.node == node || trusted_.contains(one.node)) continue;
      if (one.enrols) {
        auto& list = enrolments_[one.node];
        list.insert(std::ranges::upper_bound(list, key_of(one.row), {},
                                             [](const Said* s) { return key_of(s->row); }),
                    &one);
      } else {
        const auto [it, made] = revocations_.emplace(one.node, one.after);
        if (!made) it->second = std::min(it->second, one.after);
      }
    }
  }

  std::map<Id, std::vector<Said>> said_;  // by signer, in fold order
  std::map<Id, std::vector<const Said*>> enrolments_;
  std::map<Id, std::uint64_t> revocations_;
  std::map<Id, Trusted> trusted_;
};

}  // namespace

bool is_own_kind(std::string_view kind) {
  return kind == kEnrolled || kind == kRevoked || kind == kRedacted;
}

Hash Target::name() const {
  std::string text = node.hex() + ":" + std::to_string(seq) + ":";
  text += hash.view();
  return hash_of(text);
}

std::optional<Target> target_of(const Json& redaction) {
  if (!redaction.is_object()) return std::nullopt;
  const auto node = redaction.find("node");
  const auto seq = redaction.find("seq");
  const auto hash = redaction.find("hash");
  const auto end = redaction.end();
  if (node == end || !node->is_string() || hash == end || !hash->is_string()) return std::nullopt;
  if (seq == end || !seq->is_number_unsigned()) return std::nullopt;
  const auto id = Id::from_hex(node->get_ref<const std::string&>());
  const auto value = Hash::from_hex(hash->get_ref<const std::string&>());
  const auto number = seq->get<std::uint64_t>();
  if (!id || !value || number == 0 || number > kMostSeq) return std::nullopt;
  return Target{*id, number, *value};
}

Trustees::Trustees(const Id& root, const Id& own, const std::vector<Row>& events)
    : own_(own), trusted_(Judge(events).from(root)) {}

const Trusted* Trustees::find(const Id& node) const {
  const auto it = trusted_.find(node);
  return it == trusted_.end() ? nullptr : &it->second;
}

Standing Trustees::judge(const Id& node, std::uint64_t seq, std::string_view office) const {
  const Trusted* trusted = find(node);
  if (trusted == nullptr) return node == own_ ? Standing::folded : Standing::unknown_node;
  if (seq > trusted->last_good) return Standing::revoked;
  return may_speak(*trusted, office) ? Standing::folded : Standing::not_its_office;
}

}  // namespace adem::ledger
