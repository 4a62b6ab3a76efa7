// Situations of tests/data/matrix/registers.txt.
#include "desk/matrix.h"

namespace adem::desk::testing {
namespace {

const Situation kBring{"register.bring", [](Table&, const std::string&) {
                         return Json{
                             {"what", "stations"}, {"content", std::string(64, 'a')}, {"rows", 27}};
                       }};

}  // namespace
}  // namespace adem::desk::testing
