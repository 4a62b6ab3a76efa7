// What takes long to find out about the workspace as it stands: which roads cut stations off
// together, and the brief. Each is computed once for what it is made from, in the background, by a
// workspace opened for that alone.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "ledger/ledger.h"
#include "serve/kept.h"
#include "workspace/causes_run.h"

namespace adem::serve {

class Register;

enum class BriefForm : std::uint8_t { page, message };

class Study {
 public:
  explicit Study(std::string directory) : directory_(std::move(directory)) {}

  // Of one state of the lists, named by `stamp`. Errors: those of workspace::road_day and
  // run_causes; Problem 503 serve.computing (kept.h).
  std::shared_ptr<const workspace::CausesRun> causes(const std::string& stamp,
                                                     std::chrono::milliseconds patience);

  // The brief of the newest outlook, which must be there, and of the promises as they stand now.
  // The ledger outlives this. Errors: those of brief::gather; Problem 503 serve.computing.
  struct Brief {
    BriefForm form = BriefForm::page;
    std::string_view language;  // "id" or "en"
  };
  std::shared_ptr<const std::string> brief(const std::shared_ptr<const Register>& lists,
                                           const ledger::Ledger& ledger, Instant now,
                                           const Brief& asked, std::chrono::milliseconds patience);

 private:
  const std::string directory_;
  Kept<workspace::CausesRun> causes_;
  std::array<Kept<std::string>, 4> briefs_;  // by form and language
};

}  // namespace adem::serve
