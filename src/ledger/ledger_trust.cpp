// Founding, enrolling, revoking and redacting: events like any other, with rules of their own.
#include "base/error.h"
#include "ledger/ledger_impl.h"

namespace adem::ledger {

namespace {

Draft draft_of(const Draft& by, std::string_view kind, std::string subject, Json body) {
  Draft draft = by;
  draft.kind = kind;
  draft.subject = std::move(subject);
  draft.body = std::move(body);
  return draft;
}

Json enrolment(const Id& node, const std::string& name, const std::vector<std::string>& offices) {
  return Json{{"name", name}, {"node", node.hex()}, {"offices", offices}};
}

[[noreturn]] void refuse(ErrorKind kind, const char* code, const Id& node) {
  throw Error(kind, code, {{"node", node.hex()}});
}

// This node's own trust; a founder that nobody enrolled may still found.
const Trusted& must_be_enrolled(const Trustees& trustees, const Id& own) {
  const Trusted* trusted = trustees.find(own);
  if (trusted == nullptr || !trusted->enrolled || trusted->is_revoked()) {
    refuse(ErrorKind::forbidden, "ledger.not-enrolled", own);
  }
  return *trusted;
}

void must_have_reason(const std::string& why) {
  if (why.find_first_not_of(' ') == std::string::npos) {
    throw Error(ErrorKind::misuse, "ledger.no-reason");
  }
}

}  // namespace

void LedgerImpl::found(const std::string& name, const std::vector<std::string>& offices,
                       const Draft& by) {
  commit(
      [&](const Reader&) {
        const Trusted* trusted = book_.trustees().find(node_);
        if (book_.meta().root != node_ || (trusted != nullptr && trusted->enrolled)) {
          refuse(ErrorKind::conflict, "ledger.already-founded", book_.meta().root);
        }
        if (!offices.empty() && std::ranges::find(offices, by.office) == offices.end()) {
          throw Error(ErrorKind::forbidden, "ledger.not-its-office", {{"office", by.office}});
        }
        return std::vector{draft_of(by, kEnrolled, node_.hex(), enrolment(node_, name, offices))};
      },
      by.at);
}

void LedgerImpl::join(const Id& root) {
  write([&] {
    if (book_.meta().root == root) return false;
    book_.join(root);
    return true;
  });
}

void LedgerImpl::enrol(const Id& node, const std::string& name,
                       const std::vector<std::string>& offices, const Draft& by) {
  commit(
      [&](const Reader&) {
        const Trusted& own = must_be_enrolled(book_.trustees(), node_);
        const Trusted* known = book_.trustees().find(node);
        // A node that names itself anew would be its own keeper; only the founder has nobody else.
        const bool founder = node == node_ && own.rank == 0;
        if (known != nullptr && !founder && known->rank <= own.rank) {
          refuse(ErrorKind::forbidden, "ledger.not-senior", node);
        }
        if (known != nullptr && known->is_revoked()) {
          refuse(ErrorKind::conflict, "ledger.already-revoked", node);
        }
        return std::vector{draft_of(by, kEnrolled, node.hex(), enrolment(node, name, offices))};
      },
      by.at);
}

void LedgerImpl::revoke(const Id& node, std::uint64_t after_seq, const std::string& why,
                        const Draft& by) {
  must_have_reason(why);
  commit(
      [&](const Reader&) {
        const Trusted& own = must_be_enrolled(book_.trustees(), node_);
        const Trusted* known = book_.trustees().find(node);
        if (known == nullptr) refuse(ErrorKind::not_found, "ledger.unknown-node", node);
        const bool itself = node == node_ && own.rank > 0;
        if (!itself && known->rank <= own.rank) {
          refuse(ErrorKind::forbidden, "ledger.not-senior", node);
        }
        if (known->is_revoked() && known->last_good <= after_seq) {
          refuse(ErrorKind::conflict, "ledger.already-revoked", node);
        }
        return std::vector{
            draft_of(by, kRevoked, node.hex(),
                     Json{{"after", after_seq}, {"node", node.hex()}, {"why", why}})};
      },
      by.at);
}

void LedgerImpl::redact(const Id& event, const std::string& why, const Draft& by) {
  must_have_reason(why);
  commit(
      [&](const Reader&) {
        book_.settle();
        const auto rows = book_.tables().by_id(event, event);
        const std::string id = uuid_text(event);
        if (rows.empty()) throw Error(ErrorKind::not_found, "ledger.no-such-event", {{"text", id}});
        std::vector<Draft> drafts;
        for (const Row& row : rows) {
          if (is_own_kind(row.event.kind)) {
            throw Error(ErrorKind::forbidden, "ledger.not-redactable", {{"kind", row.event.kind}});
          }
          if (row.redacted_by) continue;
          drafts.push_back(draft_of(by, kRedacted, id,
                                    Json{{"event", id},
                                         {"hash", row.event.hash.hex()},
                                         {"node", row.event.node.hex()},
                                         {"seq", row.event.seq},
                                         {"why", why}}));
        }
        if (drafts.empty()) {
          throw Error(ErrorKind::conflict, "ledger.already-redacted", {{"text", id}});
        }
        return drafts;
      },
      by.at);
}

}  // namespace adem::ledger
