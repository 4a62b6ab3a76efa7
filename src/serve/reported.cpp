#include "serve/reported.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/hash.h"
#include "desk/station_view.h"
#include "desk/station_words.h"
#include "serve/house.h"

namespace adem::serve {

namespace {

constexpr std::int64_t kRest = 10;  // times as long as reading took

const tiles::Scale& reported_scale() {
  static const auto by_worry = [] {
    std::array<std::uint8_t, desk::kStatuses.size()> order{};
    for (std::size_t s = 0; s < order.size(); ++s) order[s] = static_cast<std::uint8_t>(s);
    std::ranges::stable_sort(order, {},
                             [](std::uint8_t s) { return desk::worry(desk::kStatuses[s]); });
    return order;
  }();
  static const tiles::Scale scale{
      .names = desk::kStatuses, .by_worry = by_worry, .flag = "disagree"};
  return scale;
}

tiles::StationMark mark_of(const desk::Standings::One& one) {
  const auto* found = std::ranges::find(desk::kStatuses, one.status);
  if (found == desk::kStatuses.end()) found = std::ranges::find(desk::kStatuses, "unknown");
  return {.status = static_cast<std::uint8_t>(found - desk::kStatuses.begin()),
          .flagged = one.disagree};
}

ReportedSheet read(const Register& lists, const ledger::Ledger& ledger,
                   const desk::Surroundings& around) {
  const auto standings = desk::station_standings(ledger, around, lists.listed());
  std::string words = lists.lists_stamp() + standings.silent.status + "\n";
  std::vector<tiles::StationMark> marks(lists.names().stations().size(), mark_of(standings.silent));
  for (const auto& [key, one] : standings.spoken) {
    words += key + " " + one.status + (one.disagree ? " !\n" : "\n");
    if (const auto row = lists.names().row(key)) marks[*row] = mark_of(one);
  }
  return {content_hash(words).substr(0, 32),
          tiles::StationTiles(lists.tiles(), marks, reported_scale())};
}

}  // namespace

std::shared_ptr<const ReportedSheet> Reported::kept(std::int64_t ticks, const std::string& of) {
  const std::lock_guard lock(mutex_);
  return ticks < next_ || of == of_ ? sheet_ : nullptr;
}

void Reported::keep(std::shared_ptr<const ReportedSheet> sheet, std::string of, std::int64_t next) {
  const std::lock_guard lock(mutex_);
  sheet_ = std::move(sheet);
  of_ = std::move(of);
  next_ = next;
}

std::shared_ptr<const ReportedSheet> Reported::now(const Register& lists,
                                                   const ledger::Ledger& ledger,
                                                   const desk::Surroundings& around,
                                                   const std::function<std::int64_t()>& ticks) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(around.now).time_since_epoch();
  const std::string of = lists.lists_stamp() + " " + std::to_string(ledger.size()) + " " +
                         std::to_string(minute.count());
  if (auto sheet = kept(ticks(), of)) return sheet;
  std::unique_lock reading(reading_, std::try_to_lock);
  if (!reading) {
    {
      const std::lock_guard lock(mutex_);
      if (sheet_) return sheet_;
    }
    reading.lock();
    if (auto sheet = kept(ticks(), of)) return sheet;
  }
  const auto began = ticks();
  auto sheet = std::make_shared<const ReportedSheet>(read(lists, ledger, around));
  // Whole seconds that surely passed: one may have ended in between.
  const auto done = ticks(), took = std::max<std::int64_t>(0, done - began - 1);
  keep(sheet, of, done + took * kRest);
  return sheet;
}

}  // namespace adem::serve
