#include "cli/link_table.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "cli/wrap.h"

namespace adem::cli {

namespace {

using election::Link;

constexpr std::size_t kHours = 22, kColumn = 10;

std::string to_right(const std::string& text, std::size_t columns) {
  const std::size_t used = width(text);
  return std::string(columns > used ? columns - used : 0, ' ') + text;
}

// Per cent, as it is printed; -1 unknown.
int percent(float chance) { return chance < 0 ? -1 : static_cast<int>(std::lround(chance * 100)); }

std::string said(int percent) { return percent < 0 ? "-" : fmt::format("{} %", percent); }

struct Column {
  std::string name;
  const election::LinkSeries* series;
};

std::vector<Column> columns_of(const election::Outlook& outlook,
                               const election::StationOutlook& station,
                               const words::Speech& speech) {
  std::vector<Column> out;
  for (const Link link : election::kLinks) {
    if (!outlook.has(link)) continue;
    out.push_back(
        {speech.say("outlook.link", {{"link", std::string(name_of(link))}}), &station.link(link)});
  }
  out.push_back({speech.say("outlook.link", {{"link", std::string("all")}}), &station.works});
  return out;
}

// "-1 18.00" on the day before, "18.00" on the day, "+1 02.00" after it.
std::string hour(Instant at, const election::Window& window, const words::Speech& speech) {
  const char* day = window.on_eve(at) ? "-1 " : window.on_morrow(at) ? "+1 " : "";
  return day + speech.clock_bare(at);
}

}  // namespace

std::vector<std::string> link_table(const election::Outlook& outlook,
                                    const election::StationOutlook& station,
                                    const words::Speech& speech) {
  const auto columns = columns_of(outlook, station, speech);
  const auto& window = outlook.window;
  std::string head(kHours, ' ');
  for (const auto& column : columns) head += to_right(column.name, kColumn);
  std::vector<std::string> out = {head};
  const auto at = [&columns](std::size_t step) {
    std::vector<int> values;
    for (const auto& column : columns) values.push_back(percent(column.series->at(step)));
    return values;
  };
  for (std::size_t begin = 0; begin < window.steps;) {
    const auto values = at(begin);
    std::size_t end = begin + 1;
    while (end < window.steps && at(end) == values) ++end;
    const auto span = fmt::format("{} - {}", hour(window.at(begin), window, speech),
                                  hour(window.at(end), window, speech));
    std::string line = to_right(span, kHours);
    for (const int value : values) line += to_right(said(value), kColumn);
    out.push_back(std::move(line));
    begin = end;
  }
  return out;
}

}  // namespace adem::cli
