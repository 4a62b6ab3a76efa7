// Any bytes as a filled questionnaire: every row accounted for, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "intake/told.h"
#include "intake/told_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const adem::intake::testing::Scratch scratch;
  static const auto told = adem::intake::testing::told_register();
  static const adem::Zone zone("Asia/Jakarta");
  const auto path =
      scratch.write("answers.csv", std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto read = adem::intake::read_answers(path, told.stations, told.areas, zone, {});
    const auto& report = read.report;
    if (report.rows != read.answers.size() + report.unchanged + report.refused.size()) std::abort();
  } catch (const adem::Error&) {
  }
  return 0;
}
