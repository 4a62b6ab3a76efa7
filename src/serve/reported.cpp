#include "serve/reported.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/format.h"
#include "base/hash.h"
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

ReportedSheet read(const Register& lists, const desk::StationLines& lines) {
  // By word, as the lines have them.
  std::map<std::string_view, std::uint8_t> codes;
  for (std::size_t s = 0; s < desk::kStatuses.size(); ++s) {
    codes[desk::kStatuses[s]] = static_cast<std::uint8_t>(s);
  }
  const auto mark_of = [&](const desk::StationLine& line) -> tiles::StationMark {
    const auto code = codes.find(lines.word(line));
    return {.status = code == codes.end() ? codes.at("unknown") : code->second,
            .flagged = line.disagree};
  };
  const auto silent = mark_of(lines.silent());
  std::string words = lists.lists_stamp() + lines.word(lines.silent()) + "\n";
  std::vector<tiles::StationMark> marks(lists.names().stations().size(), silent);
  lines.each("", [&](const auto& station, const auto& line) {
    if (!line.spoken) return;
    const auto mark = mark_of(line);
    words += fmt::format("{} {}{}\n", station.key, mark.status, mark.flagged ? " !" : "");
    if (const auto row = lists.names().row(station.key)) marks[*row] = mark;
  });
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

std::shared_ptr<const ReportedSheet> Reported::now(const std::shared_ptr<const Register>& lists,
                                                   Wall& wall, std::uint64_t events,
                                                   const desk::Surroundings& around,
                                                   const std::function<std::int64_t()>& ticks) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(around.now).time_since_epoch();
  const std::string of =
      lists->lists_stamp() + " " + std::to_string(events) + " " + std::to_string(minute.count());
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
  auto sheet = wall.look(lists, around, [&](const desk::StationLines& lines) {
    return std::make_shared<const ReportedSheet>(read(*lists, lines));
  });
  // Whole seconds that surely passed: one may have ended in between.
  const auto done = ticks(), took = std::max<std::int64_t>(0, done - began - 1);
  keep(sheet, of, done + took * kRest);
  return sheet;
}

}  // namespace adem::serve
