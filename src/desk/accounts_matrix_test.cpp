// Situations of tests/data/matrix/accounts.txt.
#include "desk/matrix.h"

namespace adem::desk::testing {
namespace {

Prepare appoints(const char* office) {
  return [office](Table&, const std::string&) {
    return Json{{"handle", "meja-9"}, {"office", office}, {"from", "2024-11-01"}};
  };
}

Prepare ends(const char* handle) {
  return
      [handle](Table&, const std::string&) { return Json{{"handle", handle}, {"why", "diganti"}}; };
}

const Situation kKpu{"account.appoint/kpu", appoints("ppk:14.72.05")};
const Situation kBawaslu{"account.appoint/bawaslu", appoints("pkd:14.72.05.1003")};
const Situation kPolri{"account.appoint/polri", appoints("polsek:14.72.05")};
const Situation kPemda{"account.appoint/pemda", appoints("linmas:14.72.05.1003")};
const Situation kEndKpu{"account.end/kpu", ends("pps")};
const Situation kEndPolri{"account.end/polri", ends("bhabinkamtibmas")};

}  // namespace
}  // namespace adem::desk::testing
