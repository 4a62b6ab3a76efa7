// Reads the outlook JSON back.
#include "election/clock_read.h"

#include <algorithm>

#include "base/error.h"

namespace adem::election {

namespace {

std::optional<Instant> instant(const Json& json) {
  if (json.is_null()) return std::nullopt;
  static const Zone utc("UTC");
  const auto at = parse_instant(json.get<std::string>(), utc);
  if (!at) throw std::invalid_argument(json.get<std::string>());
  return at;
}

double known(const Json& json) { return json.is_null() ? -1 : json.get<double>(); }

// A text in the exact form to_json gives an instant is one.
Arg argument(const Json& json) {
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  const auto text = json.get<std::string>();
  if (text.size() == 20 && text[10] == 'T' && text.back() == 'Z') {
    if (const auto at = instant(json); at && iso_utc(*at) == text) return *at;
  }
  return text;
}

Message message(const Json& json) {
  Message out;
  if (json.is_null()) return out;
  out.code = json.at("code").get<std::string>();
  for (const auto& [name, value] : json.at("args").items()) {
    out.args.emplace_back(name, argument(value));
  }
  return out;
}

std::vector<Message> messages(const Json& json) {
  std::vector<Message> out;
  for (const auto& item : json) out.push_back(message(item));
  return out;
}

template <typename Enum, std::size_t N>
Enum named(const Json& json, const Enum (&all)[N]) {
  const auto text = json.get<std::string>();
  for (const auto value : all) {
    if (name_of(value) == text) return value;
  }
  throw std::invalid_argument(text);
}

Answered answered(const Json& json) {
  return named(json, {Answered::yes, Answered::no, Answered::unknown});
}

WitnessAnswer answer(const Json& json, const std::string& station) {
  WitnessAnswer a;
  a.station = station;
  a.flooded = answered(json.at("flooded"));
  a.when = json.at("when").get<std::string>();
  a.height =
      named(json.at("height"), {Mark::unknown, Mark::ankle, Mark::calf, Mark::knee, Mark::waist});
  a.road_cut = json.at("road_cut").get<std::string>();
  a.alternative = json.at("alternative").get<std::string>();
  a.owner_agrees = answered(json.at("owner_agrees"));
  a.office = json.at("office").get<std::string>();
  a.told_at = instant(json.at("told_at"));
  return a;
}

LinkSeries series(const Json& json, std::size_t steps) {
  LinkSeries out;
  if (json.is_null()) return out;
  const auto one = [](const Json& value) { return value.is_null() ? -1.0F : value.get<float>(); };
  if (json.contains("runs")) {
    for (const auto& run : json.at("runs")) {
      const auto length = run.at(1).get<std::size_t>();
      if (length > steps - out.chance.size()) throw std::invalid_argument("runs");
      out.chance.insert(out.chance.end(), length, one(run.at(0)));
    }
  } else {
    for (const auto& value : json.at("chance")) out.chance.push_back(one(value));
  }
  if (out.chance.size() != steps) throw std::invalid_argument("chance");
  const auto first = out.chance.front();
  bool same = true;
  for (const float c : out.chance) same = same && c == first;
  if (same) out.chance.resize(1);
  return out;
}

std::vector<Departure> departures(const Json& json) {
  std::vector<Departure> out;
  if (json.is_null()) return out;
  for (const auto& item : json) {
    const auto mode = mode_named(item.at("mode").get<std::string>());
    if (!mode) throw std::invalid_argument("mode");
    out.push_back({*mode, item.at("from").get<std::string>(), instant(item.at("at"))});
  }
  return out;
}

StationOutlook station(const Json& json, std::size_t steps) {
  StationOutlook s;
  s.row = json.at("row").get<std::size_t>();
  const auto id = Id::from_hex(json.at("id").get<std::string>());
  if (!id) throw std::invalid_argument("id");
  s.id = *id;
  s.key = json.at("key").get<std::string>();
  s.name = json.at("name").get<std::string>();
  s.area = json.at("area").get<std::string>();
  const auto status = status_named(json.at("status").get<std::string>());
  if (!status) throw std::invalid_argument("status");
  s.status = *status;
  s.reason = message(json.at("reason"));
  if (!json.at("weakest").is_null()) s.weakest = link_named(json.at("weakest").get<std::string>());
  for (const auto link : kLinks) {
    s.link(link) = series(json.at("links").at(std::string(name_of(link))), steps);
  }
  // Where the floor alone was computed it decided.
  s.works = json.contains("works") ? series(json.at("works"), steps) : s.link(Link::floor);
  s.departures = departures(json.at("latest_departure"));
  s.max_depth_m = static_cast<float>(known(json.at("max_depth_m")));
  s.hazards = json.at("hazards").get<std::vector<std::string>>();
  s.first_bad = instant(json.at("first_bad"));
  s.last_bad = instant(json.at("last_bad"));
  s.recession_unknown = json.at("recession_unknown").get<bool>();
  s.tick_disagrees = json.at("tick_disagrees").get<bool>();
  s.notes = messages(json.at("notes"));
  if (const auto& witness = json.at("witness"); !witness.is_null()) {
    s.rawan_by_witness = witness.at("vulnerable").get<bool>();
    for (const auto& item : witness.at("answers")) s.witness.push_back(answer(item, s.key));
  }
  return s;
}

Threshold threshold(const std::string& code, const Json& json) {
  Threshold t;
  t.code = code;
  t.value = json.at("value").get<double>();
  t.unit = json.at("unit").get<std::string>();
  t.provenance.source = json.at("source").get<std::string>();
  t.provenance.date = json.at("date").get<std::string>();
  const auto mark = json.at("mark").get<std::string>();
  if (mark != "V" && mark != "S" && mark != "A") throw std::invalid_argument("mark");
  t.provenance.mark = static_cast<SourceMark>(mark.front());
  return t;
}

// All but the stations.
Outlook rest(const Json& json) {
  Outlook out;
  const auto& window = json.at("window");
  const auto from = instant(window.at("from"));
  if (!from) throw std::invalid_argument("window");
  out.window.from = *from;
  out.window.step_s = window.at("step_s").get<int>();
  out.window.steps = window.at("steps").get<std::size_t>();
  constexpr std::size_t kMostSteps = 100000;
  if (out.window.step_s <= 0 || out.window.steps == 0 || out.window.steps > kMostSteps)
    throw std::invalid_argument("window");
  for (const auto& [code, value] : json.at("thresholds").items()) {
    if (code == "demanded-chance") out.demanded_chance = value.at("value").get<double>();
    if (code == "floor-depth") out.floor_limit_m = value.at("value").get<double>();
    if (value.contains("source")) out.thresholds.push_back(threshold(code, value));
  }
  const auto& made = json.at("made_from");
  out.made_at = instant(made.at("made_at"));
  for (const auto& item : made.at("sources")) {
    SourceNote note;
    note.what = item.at("what").get<std::string>();
    note.name = item.at("name").get<std::string>();
    note.hash = item.at("hash").get<std::string>();
    note.made_at = instant(item.at("made_at"));
    note.resolution_m = known(item.at("resolution_m"));
    note.caveat = message(item.at("caveat"));
    out.made_from.push_back(std::move(note));
  }
  out.caveats = messages(json.at("caveats"));
  out.exercise = json.at("exercise").get<bool>();
  if (json.contains("computed")) {
    out.computed = {};
    for (const auto& name : json.at("computed")) {
      const auto link = link_named(name.get<std::string>());
      if (!link) throw std::invalid_argument("computed");
      out.computed[static_cast<std::size_t>(*link)] = true;
    }
  }
  return out;
}

Outlook whole(const Json& json) {
  Outlook out = rest(json);
  for (const auto& item : json.at("stations")) {
    out.stations.push_back(station(item, out.window.steps));
  }
  return out;
}

// A station a line, as write_json writes them: a nation's outlook is never one tree.
Outlook by_lines(std::string_view text) {
  constexpr std::string_view kHead = "{\"stations\":[", kFoot = "\n],\n";
  const auto foot = text.find(kFoot);
  if (!text.starts_with(kHead) || foot == std::string_view::npos) return whole(Json::parse(text));
  Outlook out = rest(Json::parse("{" + std::string(text.substr(foot + kFoot.size()))));
  auto lines = text.substr(kHead.size(), foot - kHead.size());
  while (!lines.empty()) {
    lines.remove_prefix(1);  // the end of the line before
    const auto end = std::min(lines.find('\n'), lines.size());
    auto line = lines.substr(0, end);
    lines.remove_prefix(end);
    if (line.ends_with(',') != !lines.empty()) throw std::invalid_argument("stations");
    if (line.ends_with(',')) line.remove_suffix(1);
    out.stations.push_back(station(Json::parse(line), out.window.steps));
  }
  return out;
}

template <typename Read>
Outlook checked(const Read& read) {
  try {
    return read();
  } catch (const std::exception& bad) {
    if (const auto* known_error = dynamic_cast<const Error*>(&bad)) throw Error(*known_error);
    throw Error(ErrorKind::bad_input, "election.bad-outlook", {{"why", std::string(bad.what())}});
  }
}

}  // namespace

Outlook outlook_from_json(const Json& json) {
  return checked([&json] { return whole(json); });
}

Outlook outlook_from_text(std::string_view text) {
  return checked([text] { return by_lines(text); });
}

}  // namespace adem::election
