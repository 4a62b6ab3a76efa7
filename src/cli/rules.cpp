// adem rules: the rule book in force, each line with its mark, source and date.
#include "election/rules.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <tuple>

#include "base/format.h"
#include "cli/commands.h"

namespace adem::cli {

namespace {

using election::Provenance;
using election::RuleBook;

class Page {
 public:
  explicit Page(Context& context) : context_(context), speech_(context.speech()) {}

  void book(const RuleBook& book) const;
  void indicators(const election::IndicatorSet& set) const;
  void marks() const;

 private:
  bool english() const { return speech_.language() == "en"; }
  const std::string& name(const std::string& id, const std::string& en) const {
    return english() ? en : id;
  }
  void heading(const char* code) const {
    context_.line("");
    context_.line(speech_.say(fmt::format("rules.heading.{}", code)));
  }
  // "[V] what" and under it where it comes from.
  void entry(const std::string& what, const Provenance& from) const {
    const char mark = static_cast<char>(from.mark);
    context_.line(fmt::format("  [{}] {}", mark, what));
    context_.line(fmt::format("      {} ({})", from.source, from.date));
  }
  std::string clock(int minutes) const;
  std::string value(double number, const std::string& unit) const;
  void duties(const RuleBook& book) const;
  void numbers(const RuleBook& book) const;
  void classes(const RuleBook& book) const;
  void modes(const RuleBook& book) const;
  void law(const RuleBook& book) const;

  Context& context_;
  const words::Speech& speech_;
};

// 05.00, "H-1 12.00", "H+1 06.00"; 05:00 in English.
std::string Page::clock(int minutes) const {
  constexpr int kDay = 24 * 60;
  std::string day;
  if (minutes < 0) {
    day = "H-1 ";
    minutes += kDay;
  } else if (minutes >= kDay) {
    day = "H+1 ";
    minutes -= kDay;
  }
  return fmt::format("{}{:02}{}{:02}", day, minutes / 60, english() ? ":" : ".", minutes % 60);
}

std::string Page::value(double number, const std::string& unit) const {
  int decimals = 0;
  for (double rest = number; decimals < 3 && rest != static_cast<double>(static_cast<long>(rest));
       rest = number * (decimals == 1   ? 10
                        : decimals == 2 ? 100
                                        : 1000)) {
    ++decimals;
  }
  return speech_.number(number, decimals) + (unit == "1" ? "" : " " + unit);
}

void Page::duties(const RuleBook& book) const {
  heading("duties");
  for (const auto& duty : book.duties) {
    std::string hours = clock(duty.from_min);
    if (duty.to_min == 0) {
      hours += english() ? "-24:00" : "-24.00";  // the midnight that ends H-1
    } else if (duty.to_min && *duty.to_min != duty.from_min) {
      hours += "-" + clock(*duty.to_min);
    }
    if (!duty.to_min) hours = speech_.say("rules.from", {{"clock", hours}});
    entry(hours + "  " + name(duty.name_id, duty.name_en), duty.provenance);
  }
  heading("stages");
  for (const auto& stage : book.stages) {
    const auto span = stage.from == stage.to ? stage.from : stage.from + " - " + stage.to;
    entry(span + "  " + name(stage.name_id, stage.name_en), stage.provenance);
  }
}

void Page::numbers(const RuleBook& book) const {
  heading("limits");
  for (const auto& limit : book.limits) {
    entry(name(limit.name_id, limit.name_en) + ": " + value(limit.value, limit.unit),
          limit.provenance);
  }
  heading("thresholds");
  for (const auto& threshold : book.thresholds) {
    entry(
        name(threshold.name_id, threshold.name_en) + ": " + value(threshold.value, threshold.unit),
        threshold.provenance);
  }
}

void Page::classes(const RuleBook& book) const {
  const auto upto = [this](double from, const std::optional<double>& to, const char* unit) {
    const auto low = value(from, to ? "1" : unit);
    return to ? low + "-" + value(*to, unit) : speech_.say("rules.above", {{"value", low}});
  };
  heading("classes");
  for (const auto& c : book.depth_classes) {
    entry(upto(c.from_m, c.to_m, "m"), c.provenance);
  }
  for (const auto& c : book.hazard_classes) {
    std::string limits;
    for (const auto& [limit, unit] : {std::pair{c.product_m2_s, "m2/s"}, std::pair{c.depth_m, "m"},
                                      std::pair{c.speed_m_s, "m/s"}}) {
      if (limit) limits += (limits.empty() ? "" : ", ") + value(*limit, unit);
    }
    entry(c.code + (limits.empty() ? "" : " (" + limits + ")") + ": " + name(c.name_id, c.name_en),
          c.provenance);
  }
  for (const auto& c : book.rain_classes) {
    entry(name(c.name_id, c.name_en) + ": " + upto(c.from_mm_day, c.to_mm_day, "mm/24 h"),
          c.provenance);
  }
}

void Page::modes(const RuleBook& book) const {
  heading("modes");
  for (const auto& mode : book.modes) {
    std::string limits;
    for (const auto& [limit, code, unit] :
         {std::tuple{mode.depth_m, "depth", "m"}, std::tuple{mode.least_depth_m, "least", "m"},
          std::tuple{mode.depth_speed_m2_s, "product", "m2/s"}}) {
      if (!limit) continue;
      limits += (limits.empty() ? "" : ", ") +
                speech_.say(fmt::format("rules.mode.{}", code), {{"value", value(*limit, unit)}});
    }
    entry(name(mode.name_id, mode.name_en) + ": " + limits, mode.provenance);
    std::string speeds;
    for (std::size_t road = 0; road < election::kRoadClasses; ++road) {
      if (mode.speed_km_h[road] <= 0) continue;
      speeds += fmt::format("{}{} {}", speeds.empty() ? "" : ", ",
                            name_of(static_cast<election::RoadClass>(road)),
                            value(mode.speed_km_h[road], "1"));
    }
    entry("km/h: " + speeds, mode.speed_provenance);
  }
  for (const auto& travel : book.travel) {
    std::string list;
    for (const auto by : travel.modes) {
      const auto& mode = book.mode(by);
      list += (list.empty() ? "" : ", ") + name(mode.name_id, mode.name_en);
    }
    entry(name(travel.name_id, travel.name_en) + ": " + list, travel.provenance);
  }
}

void Page::law(const RuleBook& book) const {
  heading("paths");
  for (const auto& path : book.paths) {
    std::string chain;
    for (const auto& office : path.chain) chain += (chain.empty() ? "" : " > ") + office;
    entry(name(path.name_id, path.name_en) + ": " + name(path.when_id, path.when_en) + "; " +
              name(path.starts_id, path.starts_en) + "; " + chain + " (" + path.article + ")",
          path.provenance);
    entry(speech_.say("rules.within", {{"days", static_cast<std::int64_t>(path.within_days)}}),
          path.within_provenance);
  }
  heading("legal");
  for (const auto& [code, line] : book.legal.items()) {
    const auto mark = line.at("mark").get<std::string>();
    const bool draft = mark == "S";
    context_.line(fmt::format("  [{}] {}: {}{}", mark, line.at("article").get<std::string>(),
                              line.at(english() ? "text_en" : "text_id").get<std::string>(),
                              draft ? " (" + speech_.say("rules.draft") + ")" : ""));
    context_.line(fmt::format("      {} ({})", line.at("source").get<std::string>(),
                              line.at("date").get<std::string>()));
  }
  heading("agenda");
  for (const auto& item : book.agenda) entry(name(item.name_id, item.name_en), item.provenance);
  heading("checklist");
  for (const auto& item : book.checklist) {
    const auto& duty = book.duty(item.duty);
    entry(name(duty.name_id, duty.name_en) + ": " + name(item.name_id, item.name_en),
          item.provenance);
  }
}

void Page::book(const RuleBook& book) const {
  context_.line(fmt::format("{} ({})", name(book.name_id, book.name_en), book.election));
  entry(speech_.say("rules.vote", {{"day", speech_.day_of(book.vote_date)}}), book.vote_provenance);
  duties(book);
  numbers(book);
  classes(book);
  modes(book);
  law(book);
}

void Page::indicators(const election::IndicatorSet& set) const {
  context_.line(fmt::format("{} ({})", name(set.name_id, set.name_en), set.code));
  for (const auto& group : set.groups) {
    context_.line("");
    context_.line(name(group.name_id, group.name_en));
    for (const auto& indicator : set.indicators) {
      if (indicator.group != group.code) continue;
      const auto also = indicator.computed ? " - " + speech_.say("rules.computed") : "";
      context_.line(fmt::format("  [{}] {:2} {}: {}{}",
                                static_cast<char>(indicator.provenance.mark), indicator.number,
                                indicator.code, name(indicator.name_id, indicator.name_en), also));
    }
  }
  const auto& from = set.indicators.front().provenance;
  context_.line("");
  context_.line(fmt::format("{} ({})", from.source, from.date));
}

void Page::marks() const {
  context_.line("");
  for (const char* mark : {"V", "S", "A"}) {
    context_.line(speech_.say(fmt::format("rules.mark.{}", mark)));
  }
}

struct RulesAsked {
  std::string election;
  bool indicators = false;
};

// The book named, or the one of the workspace; without either, empty.
std::string wanted(Context& context, const RulesAsked& asked) {
  if (!asked.election.empty()) return asked.election;
  std::error_code ignored;
  const bool in_one = std::filesystem::exists(context.directory + "/adem.toml", ignored);
  return in_one ? context.workspace().rules().election : "";
}

void list_books(Context& context) {
  Json list = Json::array();
  for (const auto& name : election::rule_book_names()) {
    const auto book = election::rule_book(name);
    list.push_back(
        {{"election", name}, {"vote", book.vote_date}, {"indicator_set", book.indicator_set}});
    if (!context.json) {
      const auto& title = context.speech().language() == "en" ? book.name_en : book.name_id;
      context.line(fmt::format("{}  {}  {}", name, book.vote_date, title));
    }
  }
  if (context.json) context.print(Json{{"books", list}});
}

void show(Context& context, const RulesAsked& asked) {
  const auto name = wanted(context, asked);
  if (name.empty()) return list_books(context);
  const auto book = election::rule_book(name);
  const auto set = election::indicator_set(book.indicator_set);
  if (context.json) {
    context.print(asked.indicators ? election::to_json(set) : election::to_json(book));
    return;
  }
  const Page page(context);
  if (asked.indicators) {
    page.indicators(set);
  } else {
    page.book(book);
  }
  page.marks();
}

}  // namespace

void add_rules(Command& app, Context& context) {
  auto* command = app.add_subcommand("rules", context.help("rules.about"));
  auto asked = std::make_shared<RulesAsked>();
  auto* shown = command->add_subcommand("show", context.help("rules.show"));
  shown->add_option("election", asked->election, context.help("rules.election"));
  shown->add_flag("--indicators", asked->indicators, context.help("rules.indicators"));
  command->require_subcommand(0, 1);
  command->fallthrough();
  for (auto* each : {command, shown}) each->callback([asked, &context] { show(context, *asked); });
}

}  // namespace adem::cli
