// Situations of tests/data/matrix/issues.txt.
#include "desk/issue_fixture.h"
#include "desk/matrix.h"

namespace adem::desk::testing {
namespace {

Prepare checks(const char* topic) {
  return
      [topic](Table& table, const std::string&) { return verdict_on(raise(table, claim(topic))); };
}

Prepare reads(const char* writer) {
  return [writer](Table& table, const std::string&) {
    return Json{{"answer", drafted(table, writer)}};
  };
}

Json closes(Table& table, const std::string&) {
  return Json{{"issue", checked(table)}, {"why", "Tidak terdengar lagi"}};
}

Json reopens(Table& table, const std::string& kind) {
  const Json args = closes(table, kind);
  table.as("kpu", "issue.close", args);
  return args;
}

Json pair_of(Table& table, const std::string&) {
  return Json{{"issues", {raise(table), raise(table)}}};
}

Json hands_over(Table& table, const std::string&) {
  return Json{{"issue", raise(table)}, {"to", "gakkumdu"}, {"why", "Diduga tawaran uang"}};
}

const Situation kRaise{"issue.raise", [](Table&, const std::string&) { return claim(); }};
const Situation kHeard{"issue.heard", [](Table& table, const std::string&) {
                         return Json{{"issue", raise(table)}, {"station", "TPS 002 Guntung"}};
                       }};
const Situation kProcedure{"issue.check/procedure", checks("procedure")};
const Situation kHazard{"issue.check/hazard", checks("hazard")};
const Situation kSupervision{"issue.check/supervision", checks("supervision")};
const Situation kSecurity{"issue.check/security", checks("security")};
const Situation kElectricity{"issue.check/electricity", checks("electricity")};
const Situation kHealth{"issue.check/health", checks("health")};
const Situation kOther{"issue.check/other", checks("other")};
const Situation kForward{"issue.forward", [](Table& table, const std::string&) {
                           return Json{{"issue", raise(table)}, {"to", "kpu"}};
                         }};
const Situation kIssueAnswer{
    "issue.answer", [](Table& table, const std::string&) { return answer_to(checked(table)); }};
const Situation kReadPpk{"issue.read/ppk-wrote", reads("ppk")};
const Situation kReadKpu{"issue.read/kpu-wrote", reads("kpu")};
const Situation kClose{"issue.close", closes};
const Situation kIssueReopen{"issue.reopen", reopens};
const Situation kGroup{"issue.group", pair_of};
const Situation kUngroup{"issue.ungroup", pair_of};
const Situation kHandOver{"issue.hand-over", hands_over};

}  // namespace
}  // namespace adem::desk::testing
