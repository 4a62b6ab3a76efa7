#include "ledger/ledger_impl.h"
namespace adem::ledger {
MergeReport LedgerImpl::merge(const std::function<bool(std::string&)>&, Instant, const Progress&) {
  return {};
}
void LedgerImpl::export_to(const Export&, const std::function<void(std::string_view)>&,
                           const Progress&) const {}
Report LedgerImpl::verify(const std::function<void(const Finding&)>&, const Progress&) const {
  return {};
}
}  // namespace adem::ledger
