#include "serve/study.h"

#include "base/format.h"
#include "brief/brief_input.h"
#include "desk/book.h"
#include "serve/house.h"

namespace adem::serve {

std::shared_ptr<const workspace::CausesRun> Study::causes(const std::string& stamp,
                                                          std::chrono::milliseconds patience) {
  return causes_.get(
      stamp,
      [directory = directory_] {
        auto workspace = workspace::Workspace::open(directory);
        return workspace::run_causes(workspace::road_day(workspace), {});
      },
      patience);
}

std::shared_ptr<const std::string> Study::brief(const std::shared_ptr<const Register>& lists,
                                                const ledger::Ledger& ledger, Instant now,
                                                const Brief& asked,
                                                std::chrono::milliseconds patience) {
  const bool page = asked.form == BriefForm::page, english = asked.language == "en";
  const auto make = [directory = directory_, lists, &ledger, now, page, english] {
    auto workspace = workspace::Workspace::open(directory);
    brief::Known known{.outlook = *lists->outlook(), .meetings = desk::Book(ledger).meetings()};
    const auto all = lists->stations();
    known.outlook.stations.assign(all.begin(), all.end());
    const auto gathered = brief::gather(workspace, std::move(known), now, page);
    // The server's own voices may be gone before this is done.
    const words::Speech speech(english ? "en" : "id", workspace.zone());
    return page ? brief_html(gathered.input(), speech) : brief_text(gathered.input(), speech);
  };
  // It tells how long things take until their day: an hour later it is another.
  const auto hour = now.time_since_epoch().count() / 3600;
  const auto key = fmt::format("{} {} {}", lists->stamp(), ledger.size(), hour);
  auto& kept = briefs_.at((page ? 0U : 2U) + (english ? 1U : 0U));
  return kept.get(key, make, patience);
}

}  // namespace adem::serve
