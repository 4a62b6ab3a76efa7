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

// Text is put together by hand: through a tree a nation's outlook takes ten times as long.
void put_text(std::string& out, std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  if (plain) {
    out += '"';
    out += text;
    out += '"';
  } else {
    out += Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

void put_json(std::string& out, const Json& json) {
  out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void put_instant(std::string& out, const std::optional<Instant>& at) {
  out += at ? '"' + iso_utc(*at) + '"' : "null";
}

// Four decimals: enough for any ensemble, and short.
void put_chance(std::string& out, float chance) {
  if (chance == 1) {
    out += '1';
  } else if (chance == 0) {
    out += '0';
  } else if (chance < 0 || std::isnan(chance)) {
    out += "null";
  } else {
    out += fmt::format("{}", std::round(static_cast<double>(chance) * 1e4) / 1e4);
  }
}

class SeriesText {
 public:
  SeriesText(const Window& window, bool compact) : steps_(window.steps), compact_(compact) {
    head_ = fmt::format(R"({{"from":"{}","step_s":{},)", iso_utc(window.from), window.step_s);
  }

  void put(std::string& out, const LinkSeries& series) const {
    if (series.chance.empty()) {
      out += "null";
      return;
    }
    out += head_;
    if (compact_) {
      runs(out, series);
    } else {
      out += R"("chance":[)";
      for (std::size_t s = 0; s < steps_; ++s) {
        if (s > 0) out += ',';
        put_chance(out, series.at(s));
      }
    }
    out += "]}";
  }

 private:
  void runs(std::string& out, const LinkSeries& series) const {
    out += R"("runs":[)";
    for (std::size_t begin = 0; begin < steps_;) {
      std::size_t end = begin + 1;
      while (end < steps_ && series.at(end) == series.at(begin)) ++end;
      out += begin > 0 ? ",[" : "[";
      put_chance(out, series.at(begin));
      out += fmt::format(",{}]", end - begin);
      begin = end;
    }
  }
  std::size_t steps_;
  bool compact_;
  std::string head_;
};

Json messages_json(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const auto& message : messages) list.push_back(to_json(message));
  return list;
}

Json witness_json(const StationOutlook& s) {
  if (s.witness.empty()) return nullptr;
  Json answers = Json::array();
  for (const auto& answer : s.witness) answers.push_back(to_json(answer));
  return Json{{"vulnerable", s.rawan_by_witness}, {"answers", std::move(answers)}};
}

void put_station(std::string& out, const StationOutlook& s, const SeriesText& series,
                 const Outlook& outlook) {
  const auto key = [&out](const char* name) { out.append(",\"").append(name).append("\":"); };
  out += R"({"id":")" + s.id.hex() + R"(","key":)";
  put_text(out, s.key);
  key("name");
  put_text(out, s.name);
  key("area");
  put_text(out, s.area);
  key("row");
  out += std::to_string(s.row);
  key("status");
  put_text(out, name_of(s.status));
  key("reason");
  put_json(out, to_json(s.reason));
  key("weakest");
  out += s.weakest ? fmt::format("\"{}\"", name_of(*s.weakest)) : "null";
  key("links");
  for (const auto link : kLinks) {
    out += fmt::format("{}\"{}\":", link == kLinks.front() ? "{" : ",", name_of(link));
    series.put(out, s.link(link));
  }
  out += '}';
  // The floor alone needs not be said twice.
  if (outlook.computed != Outlook{}.computed) {
    key("works");
    series.put(out, s.works);
  }
  key("max_depth_m");
  out += s.max_depth_m < 0 ? "null" : fmt::format("{}", s.max_depth_m);
  key("first_bad");
  put_instant(out, s.first_bad);
  key("last_bad");
  put_instant(out, s.last_bad);
  key("hazards");
  put_json(out, s.hazards);
  key("recession_unknown");
  out += s.recession_unknown ? "true" : "false";
  key("tick_disagrees");
  out += s.tick_disagrees ? "true" : "false";
  key("witness");
  put_json(out, witness_json(s));
  key("notes");
  put_json(out, messages_json(s.notes));
  key("latest_departure");
  put_json(out, departures_json(s.departures));
  if (outlook.exercise) out += R"(,"exercise":true)";
  out += '}';
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
  Json computed = Json::array();
  for (const auto link : kLinks) {
    if (outlook.has(link)) computed.push_back(name_of(link));
  }
  return Json{{"summary", std::move(summary)},
              {"computed", std::move(computed)},
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

Json departures_json(const std::vector<Departure>& departures) {
  if (departures.empty()) return nullptr;
  Json list = Json::array();
  for (const auto& one : departures) {
    list.push_back(
        {{"mode", name_of(one.mode)}, {"from", one.from}, {"at", instant_json(one.latest)}});
  }
  return list;
}

void write_json(const Outlook& outlook, bool compact,
                const std::function<void(std::string_view)>& sink) {
  const SeriesText series(outlook.window, compact);
  std::string text = "{\"stations\":[";
  for (std::size_t i = 0; i < outlook.stations.size(); ++i) {
    text += i == 0 ? "\n" : ",\n";
    put_station(text, outlook.stations[i], series, outlook);
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
