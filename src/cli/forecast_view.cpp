// adem forecast list, show: what offices published, and how old it is.
#include "desk/forecast_view.h"

#include <memory>

#include "cli/commands.h"
#include "cli/field_sheet.h"

namespace adem::cli {

namespace {

constexpr std::size_t kForecastViewShown = 40;

// A reason or caveat as the outlook gave it: its code and arguments.
Message message_of(const Json& json) {
  Message message{json.value("code", ""), {}};
  static const Zone utc("UTC");
  const Json args = json.value("args", Json::object());
  for (const auto& [name, value] : args.items()) {
    if (value.is_number_integer()) {
      message.args.emplace_back(name, value.get<std::int64_t>());
    } else if (value.is_number()) {
      message.args.emplace_back(name, value.get<double>());
    } else if (value.is_string()) {
      const auto text = value.get<std::string>();
      const auto at = text.ends_with('Z') ? parse_instant(text, utc) : std::optional<Instant>();
      message.args.emplace_back(name, at ? Arg(*at) : Arg(text));
    }
  }
  return message;
}

class ForecastViewSheet {
 public:
  ForecastViewSheet(Room& room, Context& context) : sheet_(room, context) {}

  void list(const Json& found) {
    for (const Json& line : found["forecasts"]) head(line);
    if (found["forecasts"].empty()) sheet_.line("forecast.none");
    sheet_.print();
  }

  void show(const Json& page) {
    head(page);
    std::size_t shown = 0;
    for (const Json& row : page["rows"]) {
      if (++shown > kForecastViewShown) continue;
      sheet_.add(sheet_.speech().say("status." + text_in(row, "status")) + ": " +
                     sheet_.station(text_in(row, "station")) + stamp_,
                 2);
      sheet_.add(sheet_.speech().say(message_of(row["reason"])), 4);
    }
    if (shown > kForecastViewShown) {
      sheet_.line("forecast.more",
                  {{"count", static_cast<std::int64_t>(shown - kForecastViewShown)}});
    }
    for (const Json& caveat : page.value("caveats", Json::array())) {
      sheet_.add(sheet_.speech().say(message_of(caveat)));
    }
    sheet_.print();
  }

 private:
  void head(const Json& line) {
    if (line.contains("redacted")) {
      sheet_.item(text_in(line, "shown"), sheet_.status(nullptr));
      return;
    }
    stamp_ = sheet_.stamp(line);
    std::string state = "newest";
    if (line["over"].get<bool>()) state = "over";
    if (!line["superseded_by"].is_null()) state = "superseded";
    sheet_.item(
        text_in(line, "shown"),
        sheet_.speech().say("field.forecast.head", {{"office", sheet_.office(line["office"])},
                                                    {"at", sheet_.moment(line["made_at"])},
                                                    {"age", sheet_.age(line["age_s"])},
                                                    {"stations", count_in(line, "stations")},
                                                    {"state", state}}) +
            stamp_);
    if (line["incomplete"].get<bool>()) sheet_.line("forecast.incomplete", {}, 7);
    for (const auto& [status, count] : line["summary"].items()) {
      sheet_.add(sheet_.speech().number(count.get<double>()) + " " +
                     sheet_.speech().say("status." + status),
                 7);
    }
  }

  FieldSheet sheet_;
  std::string stamp_;
};

void add_forecast_list(Command& forecasts, Context& context) {
  auto* command = forecasts.add_subcommand("list", context.help("forecast.list.about"));
  command->callback([&context] {
    Room room(context);
    const Json found = desk::forecast_list(room.ledger(), room.around(), room.actor(room.ledger()));
    if (context.json) return context.print(found);
    ForecastViewSheet(room, context).list(found);
  });
}

void add_forecast_show(Command& forecasts, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = forecasts.add_subcommand("show", context.help("forecast.show.about"));
  command->add_option("forecast", *id, context.help("forecast.show.forecast"))->required();
  command->callback([id, &context] {
    Room room(context);
    const Json page =
        desk::forecast_show(room.ledger(), room.around(), room.actor(room.ledger()), *id);
    if (context.json) return context.print(page);
    ForecastViewSheet(room, context).show(page);
  });
}

}  // namespace

void add_forecast_view(Command& app, Context& context) {
  Command& forecasts = group(app, "forecast", context);
  add_forecast_list(forecasts, context);
  add_forecast_show(forecasts, context);
}

}  // namespace adem::cli
