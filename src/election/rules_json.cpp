#include "election/rules.h"

namespace adem::election {

namespace {

// Every line ends in its source, date and mark.
Json marked(Json line, const Provenance& from) {
  line["source"] = from.source;
  line["date"] = from.date;
  line["mark"] = std::string(1, static_cast<char>(from.mark));
  return line;
}

template <typename T>
Json named(const T& line) {
  return Json{{"code", line.code}, {"name_id", line.name_id}, {"name_en", line.name_en}};
}

void put(Json& line, const char* key, const std::optional<double>& value) {
  line[key] = value ? Json(*value) : Json(nullptr);
}

Json duty(const Duty& d) {
  Json line = named(d);
  line["from_min"] = d.from_min;
  line["to_min"] = d.to_min ? Json(*d.to_min) : Json(nullptr);
  return marked(line, d.provenance);
}

template <typename T>
Json value(const T& v) {
  Json line = named(v);
  line["value"] = v.value;
  line["unit"] = v.unit;
  return marked(line, v.provenance);
}

Json mode(const ModeRule& m) {
  Json line = named(m);
  put(line, "depth_m", m.depth_m);
  put(line, "depth_speed_m2_s", m.depth_speed_m2_s);
  put(line, "least_depth_m", m.least_depth_m);
  Json speed = Json::object();
  for (std::size_t road = 0; road < kRoadClasses; ++road) {
    if (m.speed_km_h[road] <= 0) continue;
    speed[std::string(name_of(static_cast<RoadClass>(road)))] = m.speed_km_h[road];
  }
  line["speed_km_h"] = marked(speed, m.speed_provenance);
  return marked(line, m.provenance);
}

Json travel(const TravelRule& t) {
  Json line = named(t);
  line["modes"] = Json::array();
  for (const Mode mode : t.modes) line["modes"].push_back(name_of(mode));
  return marked(line, t.provenance);
}

Json path(const LegalPath& p) {
  Json line = named(p);
  line["when_id"] = p.when_id;
  line["when_en"] = p.when_en;
  line["starts_id"] = p.starts_id;
  line["starts_en"] = p.starts_en;
  line["chain"] = p.chain;
  line["article"] = p.article;
  line["within"] = marked(Json{{"days", p.within_days}}, p.within_provenance);
  return marked(line, p.provenance);
}

template <typename T, typename One>
Json all(const std::vector<T>& lines, One one) {
  Json list = Json::array();
  for (const auto& line : lines) list.push_back(one(line));
  return list;
}

Json classes(const RuleBook& book) {
  Json out;
  out["depth"] = all(book.depth_classes, [](const DepthClass& c) {
    Json line{{"code", c.code}, {"from_m", c.from_m}};
    put(line, "to_m", c.to_m);
    return marked(line, c.provenance);
  });
  out["hazard"] = all(book.hazard_classes, [](const HazardClass& c) {
    Json line = named(c);
    put(line, "product_m2_s", c.product_m2_s);
    put(line, "depth_m", c.depth_m);
    put(line, "speed_m_s", c.speed_m_s);
    return marked(line, c.provenance);
  });
  out["rain"] = all(book.rain_classes, [](const RainClass& c) {
    Json line = named(c);
    line["from_mm_day"] = c.from_mm_day;
    put(line, "to_mm_day", c.to_mm_day);
    return marked(line, c.provenance);
  });
  return out;
}

}  // namespace

Json to_json(const RuleBook& book) {
  Json out{{"election", book.election}, {"name_id", book.name_id}, {"name_en", book.name_en}};
  out["vote"] = marked(Json{{"day", book.vote_date}}, book.vote_provenance);
  out["indicator_set"] = book.indicator_set;
  out["duties"] = all(book.duties, duty);
  out["limits"] = all(book.limits, value<Limit>);
  out["thresholds"] = all(book.thresholds, value<Threshold>);
  out["stages"] = all(book.stages, [](const Stage& s) {
    Json line = named(s);
    line["from"] = s.from;
    line["to"] = s.to;
    return marked(line, s.provenance);
  });
  out["classes"] = classes(book);
  out["modes"] = all(book.modes, mode);
  out["travel"] = all(book.travel, travel);
  out["paths"] = all(book.paths, path);
  out["agenda"] =
      all(book.agenda, [](const AgendaItem& a) { return marked(named(a), a.provenance); });
  out["checklist"] = all(book.checklist, [](const ChecklistItem& c) {
    Json line = named(c);
    line["duty"] = c.duty;
    return marked(line, c.provenance);
  });
  out["offices"] = all(book.offices, [](const OfficeKind& o) {
    Json line = named(o);
    line["chain"] = o.chain;
    line["rights"] = Json::array();
    for (const Right right : o.rights) line["rights"].push_back(name_of(right));
    line["owns"] = o.owns;
    line["only_across"] = o.only_across;
    return marked(line, o.provenance);
  });
  out["legal"] = book.legal;
  return out;
}

Json to_json(const IndicatorSet& set) {
  Json out{{"code", set.code}, {"name_id", set.name_id}, {"name_en", set.name_en}};
  out["groups"] =
      all(set.groups, [](const IndicatorGroup& g) { return marked(named(g), g.provenance); });
  out["indicators"] = all(set.indicators, [](const Indicator& i) {
    Json line{{"number", i.number},   {"code", i.code},       {"group", i.group},
              {"name_id", i.name_id}, {"name_en", i.name_en}, {"computed", i.computed}};
    return marked(line, i.provenance);
  });
  return out;
}

}  // namespace adem::election
