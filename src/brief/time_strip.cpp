#include "brief/time_strip.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "brief/brief_words.h"
#include "brief/svg.h"
#include "brief/template.h"
#include "outlook/duties.h"

namespace adem::brief {

namespace {

// In em, so that the strip grows with the page's type.
constexpr double kTop = 1.5, kBar = 1.75;
constexpr double kWords = 0.95, kClock = kTop + kBar + 1.2;

std::string em(double value) { return svg_number(value) + "em"; }

std::string percent(double share) { return svg_number(share * 100) + "%"; }

std::string label_at(double share, std::string_view anchor, double y, const std::string& words) {
  return fmt::format(R"(<text x="{}" y="{}" text-anchor="{}">{}</text>)", percent(share), em(y),
                     anchor, escape_html(words));
}

std::string line_at(double share, double from, double to, std::string_view look) {
  return fmt::format(R"(<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" {3}/>)", percent(share), em(from),
                     em(to), look);
}

std::string bar(double from, double to, double top, double height, std::string_view fill) {
  return fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>)", percent(from),
                     em(top), percent(to - from), em(height), fill);
}

// The hours of a series: filled as high as trouble is likely, hatched where nothing is known.
std::string hours_of(const election::LinkSeries& series, std::size_t steps, double top,
                     double height) {
  std::string out = bar(0, 1, top, height, "#fff");
  const auto all = static_cast<double>(steps);
  for (const auto& run : strip_runs(series, steps)) {
    const double from = static_cast<double>(run.from) / all, to = static_cast<double>(run.to) / all;
    if (run.chance < 0) {
      out += bar(from, to, top, height, "url(#p-unknown)");
    } else if (run.chance < 1) {
      const double filled = height * (1 - static_cast<double>(run.chance));
      out += bar(from, to, top + height - filled, filled, "#2171b5");
    }
  }
  return out;
}

// The hours in which the day asks for a link, as the links are computed.
outlook::Steps asked_for(election::Link link, const outlook::Duties& duties, std::size_t steps) {
  switch (link) {
    case election::Link::crew:
      return {duties.set_up.begin, std::max(duties.voting.end, duties.counting.end)};
    case election::Link::voters:
      return duties.voting;
    case election::Link::floor:
    case election::Link::box:
      break;
  }
  return {0, steps};
}

// One link: a thin bar with the beginning and the end of voting on it.
std::string link_bar(const election::StationOutlook& station, election::Link link,
                     const Input& input) {
  constexpr double kHeight = 1;
  const std::size_t steps = input.outlook.window.steps;
  const auto duties = outlook::duties(input.rules, input.outlook.window);
  const auto all = static_cast<double>(steps);
  std::string out = R"(<svg class="bar" width="100%" aria-hidden="true">)";
  out += hours_of(station.link(link), steps, 0, kHeight);
  const auto asked = asked_for(link, duties, steps);
  const double from = static_cast<double>(asked.begin) / all;
  const double to = static_cast<double>(asked.end) / all;
  if (from > 0) out += bar(0, from, 0, kHeight, "#fff");
  if (to < 1) out += bar(to, 1, 0, kHeight, "#fff");
  out += fmt::format(R"(<rect x="{}" y="0" width="{}" height="{}" fill="none" stroke="#555"/>)",
                     percent(from), percent(to - from), em(kHeight));
  for (const std::size_t step : {duties.voting.begin, duties.voting.end}) {
    out += line_at(static_cast<double>(step) / all, 0, kHeight, R"(stroke="#1d1b20")");
  }
  return out + "</svg>";
}

// Where a duty falls in the window, as a share of it; nothing where it lies outside.
std::optional<double> share_of(int minutes, const election::Window& window) {
  const double hours = 12 + minutes / 60.0;  // the window begins at noon of the day before
  const double all = static_cast<double>(window.steps) * window.step_s / 3600.0;
  const double share = hours / all;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

const election::Duty* duty_of(const election::RuleBook& rules, std::string_view code) {
  for (const auto& duty : rules.duties) {
    if (duty.code == code) return &duty;
  }
  return nullptr;
}

struct Mark {
  double share;
  std::string clock;
};

std::optional<Mark> mark_of(const Input& input, std::string_view code,
                            const words::Speech& speech) {
  const auto* duty = duty_of(input.rules, code);
  if (duty == nullptr) return std::nullopt;
  const auto share = share_of(duty->from_min, input.outlook.window);
  if (!share) return std::nullopt;
  const Instant at =
      input.outlook.window.from + std::chrono::hours(12) + std::chrono::minutes(duty->from_min);
  return Mark{*share, speech.clock_bare(at)};
}

// Duties above the bar, clock below it; a label that would touch the one before it is left out.
std::string scale(const Input& input, const words::Speech& speech) {
  const auto& window = input.outlook.window;
  const auto set_up = mark_of(input, "set-up", speech);
  const auto opening = mark_of(input, "opening", speech);
  const auto ends = mark_of(input, "voting-ends", speech);
  constexpr std::string_view kTick = R"(stroke="#1d1b20" stroke-width="1.5")";
  std::string out;
  if (set_up) {
    out += line_at(set_up->share, kTop - 0.45, kTop + kBar, kTick);
    out += label_at(set_up->share, "end", kWords,
                    speech.say("brief.strip.set-up", {{"clock", set_up->clock}}));
  }
  if (opening && ends) {
    out +=
        fmt::format(R"(<rect x="{}" y="{}" width="{}" height="0.3em" fill="#1d1b20"/>)",
                    percent(opening->share), em(kTop - 0.3), percent(ends->share - opening->share));
    out += label_at(opening->share, "start", kWords, speech.say("brief.strip.voting"));
  }
  const Instant end = window.at(window.steps);
  out += label_at(0, "start", kClock, speech.clock_bare(window.from));
  out += label_at(1, "end", kClock, speech.clock_bare(end));
  double last = 0.06;
  std::vector<Mark> marks;
  if (const auto midnight = share_of(0, window)) {
    marks.push_back({*midnight, speech.clock_bare(window.from + std::chrono::hours(12))});
  }
  if (opening) marks.push_back(*opening);
  if (ends) marks.push_back(*ends);
  for (const auto& mark : marks) {
    out += line_at(mark.share, kTop, kTop + kBar + 0.25, kTick);
    if (mark.share - last < 0.13 || 1 - mark.share < 0.18) continue;
    out += label_at(mark.share, "middle", kClock, mark.clock);
    last = mark.share;
  }
  return out;
}

}  // namespace

std::vector<StripRun> strip_runs(const election::LinkSeries& series, std::size_t steps) {
  std::vector<StripRun> runs;
  for (std::size_t step = 0; step < steps; ++step) {
    const float raw = series.at(step);
    // Hundredths: what the eye tells apart.
    const float chance = raw < 0 ? -1.0F : std::round(raw * 100) / 100;
    if (runs.empty() || runs.back().chance != chance) runs.push_back({step, step, chance});
    runs.back().to = step + 1;
  }
  return runs;
}

std::string time_strip(const election::StationOutlook& station, const Input& input,
                       const words::Speech& speech) {
  std::string out = fmt::format(R"(<svg class="strip" width="100%" role="img" aria-label="{}">)",
                                escape_html(strip_words(station, input, speech)));
  out += hours_of(station.works, input.outlook.window.steps, kTop, kBar);
  out += fmt::format(R"(<rect x="0" y="{}" width="100%" height="{}" fill="none" stroke="#555"/>)",
                     em(kTop), em(kBar));
  out += scale(input, speech);
  return out + "</svg>";
}

bool floor_alone(const election::Outlook& outlook) {
  return std::ranges::none_of(election::kLinks, [&](election::Link link) {
    return link != election::Link::floor && outlook.has(link);
  });
}

std::string clock_strips(const election::StationOutlook& station, const Input& input,
                         const words::Speech& speech) {
  std::string strip = time_strip(station, input, speech);
  if (floor_alone(input.outlook)) return strip;
  const auto row = [](const std::string& name, const std::string& look, const std::string& bars) {
    return fmt::format(R"(<div class="link{}"><span>{}</span>{}</div>)", look, escape_html(name),
                       bars);
  };
  std::string out = row(speech.say("brief.link.all"), " all", strip);
  for (const auto link : election::kLinks) {
    const std::string name(election::name_of(link));
    out += row(speech.say("brief.link." + name), link == station.weakest ? " weakest" : "",
               link_bar(station, link, input));
  }
  return R"(<div class="links">)" + out + "</div>";
}

std::string strip_words(const election::StationOutlook& station, const Input& input,
                        const words::Speech& speech) {
  const auto& window = input.outlook.window;
  const auto demanded = static_cast<float>(input.outlook.demanded_chance);
  std::vector<StripRun> bad, unknown;
  for (const auto& run : strip_runs(station.works, window.steps)) {
    auto& list = run.chance < 0 ? unknown : bad;
    if (run.chance >= demanded) continue;
    if (!list.empty() && list.back().to == run.from) {
      list.back().to = run.to;
    } else {
      list.push_back(run);
    }
  }
  const auto spans = [&](const std::vector<StripRun>& runs) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(runs.size(), 4); ++i) {
      if (i > 0) text += "; ";
      text += speech.say("brief.strip.span",
                         {{"from", window_clock(window.at(runs[i].from), window, speech)},
                          {"to", window_clock(window.at(runs[i].to), window, speech)}});
    }
    if (runs.size() > 4) {
      text +=
          speech.say("brief.strip.more", {{"count", static_cast<std::int64_t>(runs.size() - 4)}});
    }
    return text;
  };
  const bool all_bad = bad.size() == 1 && bad[0].to - bad[0].from == window.steps;
  if (all_bad) return speech.say("brief.strip.all-wet");
  const bool all_unknown = unknown.size() == 1 && unknown[0].to - unknown[0].from == window.steps;
  if (all_unknown) return speech.say("brief.strip.all-unknown");
  std::string out = bad.empty() ? speech.say("brief.strip.dry")
                                : speech.say("brief.strip.wet", {{"spans", spans(bad)}});
  if (!unknown.empty()) {
    out += " " + speech.say("brief.strip.unknown", {{"spans", spans(unknown)}});
  }
  return out;
}

}  // namespace adem::brief
