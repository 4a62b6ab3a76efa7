// The outlook as JSON, in the shape of MODEL, "outlook".
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "election/clock.h"

namespace adem::election {

namespace {

Json instant_json(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(); }

Json known_json(double value) { return value < 0 || std::isnan(value) ? Json() : Json(value); }

// Four decimals: enough for any ensemble, and short.
std::string chance_text(float chance) {
  if (chance < 0 || std::isnan(chance)) return "null";
  return fmt::format("{}", std::round(static_cast<double>(chance) * 1e4) / 1e4);
}

// Texts of series, with the last constant one kept: a nation's stations mostly share it.
class SeriesText {
 public:
  SeriesText(const Window& window, bool compact) : window_(window), compact_(compact) {
    head_ = fmt::format(R"({{"from":"{}","step_s":{},)", iso_utc(window.from), window.step_s);
  }
  std::string operator()(const LinkSeries& series) {
    if (series.chance.empty()) return "null";
    if (series.chance.size() > 1) return head_ + list(series) + "}";
    if (series.chance.front() != shared_ || text_.empty()) {
      shared_ = series.chance.front();
      text_ = head_ +
              (compact_
                   ? fmt::format(R"("constant":{},"steps":{})", chance_text(shared_), window_.steps)
                   : list(series)) +
              "}";
    }
    return text_;
  }

 private:
  std::string list(const LinkSeries& series) const {
    std::string out = R"("chance":[)";
    for (std::size_t s = 0; s < window_.steps; ++s) {
      if (s > 0) out += ',';
      out += chance_text(series.at(s));
    }
    return out + "]";
  }
  Window window_;
  bool compact_;
  std::string head_;
  float shared_ = -2;
  std::string text_;
};

Json answer_json(const WitnessAnswer& a) {
  return Json{{"flooded", name_of(a.flooded)},
              {"when", a.when},
              {"height", name_of(a.height)},
              {"road_cut", a.road_cut},
              {"alternative", a.alternative},
              {"owner_agrees", name_of(a.owner_agrees)},
              {"office", a.office},
              {"told_at", instant_json(a.told_at)}};
}

Json messages_json(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const auto& message : messages) list.push_back(to_json(message));
  return list;
}

// All of a station but its links, which are written as text.
Json station_json(const StationOutlook& s) {
  Json json{{"id", s.id.hex()},
            {"key", s.key},
            {"name", s.name},
            {"area", s.area},
            {"row", s.row},
            {"status", name_of(s.status)},
            {"reason", to_json(s.reason)},
            {"weakest", s.weakest ? Json(name_of(*s.weakest)) : Json()},
            {"max_depth_m", known_json(static_cast<double>(s.max_depth_m))},
            {"first_bad", instant_json(s.first_bad)},
            {"last_bad", instant_json(s.last_bad)},
            {"hazards", s.hazards},
            {"recession_unknown", s.recession_unknown},
            {"tick_disagrees", s.tick_disagrees},
            {"witness", nullptr},
            {"notes", messages_json(s.notes)},
            {"latest_departure", nullptr}};
  if (!s.witness.empty()) {
    Json answers = Json::array();
    for (const auto& answer : s.witness) answers.push_back(answer_json(answer));
    json["witness"] = Json{{"vulnerable", s.rawan_by_witness}, {"answers", std::move(answers)}};
  }
  return json;
}

Json source_json(const SourceNote& note) {
  return Json{{"what", note.what},
              {"name", note.name},
              {"hash", note.hash},
              {"made_at", instant_json(note.made_at)},
              {"resolution_m", known_json(note.resolution_m)},
              {"caveat", note.caveat.code.empty() ? Json() : to_json(note.caveat)}};
}

Json tail_json(const Outlook& outlook) {
  Json summary{{"stations", outlook.stations.size()}};
  for (const auto status : {Status::cannot_open, Status::may_be_interrupted, Status::opens_late,
                            Status::unknown, Status::ready}) {
    summary[std::string(name_of(status))] =
        std::count_if(outlook.stations.begin(), outlook.stations.end(),
                      [status](const auto& s) { return s.status == status; });
  }
  const auto count = [&](bool StationOutlook::* what) {
    return std::count_if(outlook.stations.begin(), outlook.stations.end(),
                         [what](const auto& s) { return s.*what; });
  };
  summary["vulnerable-by-witness"] = count(&StationOutlook::rawan_by_witness);
  summary["tick-disagrees"] = count(&StationOutlook::tick_disagrees);
  Json thresholds{{"demanded-chance", {{"value", outlook.demanded_chance}}},
                  {"floor-depth", {{"value", outlook.floor_limit_m}}}};
  for (const auto& t : outlook.thresholds) {
    thresholds[t.code] = {{"value", t.value},
                          {"unit", t.unit},
                          {"source", t.provenance.source},
                          {"date", t.provenance.date},
                          {"mark", std::string(1, static_cast<char>(t.provenance.mark))}};
  }
  Json sources = Json::array();
  for (const auto& note : outlook.made_from) sources.push_back(source_json(note));
  return Json{{"summary", std::move(summary)},
              {"thresholds", std::move(thresholds)},
              {"made_from", {{"made_at", instant_json(outlook.made_at)}, {"sources", sources}}},
              {"caveats", messages_json(outlook.caveats)},
              {"window",
               {{"from", iso_utc(outlook.window.from)},
                {"step_s", outlook.window.step_s},
                {"steps", outlook.window.steps}}},
              {"exercise", outlook.exercise}};
}

}  // namespace

void write_json(const Outlook& outlook, bool compact,
                const std::function<void(std::string_view)>& sink) {
  SeriesText series(outlook.window, compact);
  std::string text = "{\"stations\":[";
  for (std::size_t i = 0; i < outlook.stations.size(); ++i) {
    text += i == 0 ? "\n" : ",\n";
    const auto& station = outlook.stations[i];
    std::string own = station_json(station).dump(-1, ' ', false, Json::error_handler_t::replace);
    own.pop_back();
    text += own;
    text += R"(,"links":{"floor":)" + series(station.floor) +
            R"(,"box":null,"crew":null,"voters":null}})";
    constexpr std::size_t kPiece = 1 << 20;
    if (text.size() > kPiece) {
      sink(text);
      text.clear();
    }
  }
  text += "\n],\n";
  const Json tail = tail_json(outlook);
  for (const auto& [key, value] : tail.items()) {
    text += Json(key).dump() + ":" + value.dump(-1, ' ', false, Json::error_handler_t::replace);
    text += key == "exercise" ? "}\n" : ",\n";
  }
  sink(text);
}

Json to_json(const Outlook& outlook) {
  std::string text;
  write_json(outlook, false, [&text](std::string_view piece) { text += piece; });
  return Json::parse(text);
}

}  // namespace adem::election
