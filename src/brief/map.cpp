#include "brief/map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/format.h"
#include "brief/brief_words.h"
#include "brief/map_labels.h"
#include "brief/svg.h"
#include "brief/template.h"

namespace adem::brief {

namespace {

using election::Status;
using geo::Point;

constexpr std::size_t kNamedStations = 12;
constexpr std::size_t kNamedVillages = 150;
constexpr std::size_t kDrawn = 3000;  // above this only the stations that worry are drawn

// Where in the blue an outline belongs; nothing for footprints of other kinds.
std::optional<std::size_t> depth_index(const HazardOutline& hazard,
                                       const election::RuleBook& rules) {
  if (hazard.kind != election::HazardKind::flood) return std::nullopt;
  for (std::size_t i = 0; i < rules.depth_classes.size(); ++i) {
    if (rules.depth_classes[i].code == hazard.depth_class) return i;
  }
  return rules.depth_classes.size() / 2;
}

std::string hazard_path(const HazardOutline& hazard, const Input& input, const MapFrame& frame) {
  const std::string path = path_data(hazard.shape, frame);
  if (path.empty()) return {};
  const auto index = depth_index(hazard, input.rules);
  if (!index) {
    return fmt::format(
        R"x(<path d="{}" fill="url(#p-footprint)" stroke="#5b5048" stroke-width="1" )x"
        R"x(vector-effect="non-scaling-stroke" fill-rule="evenodd"/>)x",
        path);
  }
  return fmt::format(R"(<path d="{}" fill="{}" fill-rule="evenodd"/>)", path,
                     depth_colour(*index, input.rules.depth_classes.size()));
}

// Closed roads by how long: thicker and less broken the longer, so that black and white will do.
struct ClosedLook {
  float from_h;
  std::string_view width, dash;
  const char* words;
};
constexpr std::array kClosedLooks = {ClosedLook{0, "2", "4 4", "brief.map.closed-short"},
                                     ClosedLook{2, "3.5", "9 3", "brief.map.closed"},
                                     ClosedLook{6, "5", "none", "brief.map.closed-long"}};
constexpr std::size_t kRoadsDrawn = 4000;

std::size_t look_of(float hours) {
  std::size_t look = 0;
  while (look + 1 < kClosedLooks.size() && hours >= kClosedLooks[look + 1].from_h) ++look;
  return look;
}

std::string stroke_of(const ClosedLook& look) {
  return fmt::format(R"(fill="none" stroke="#3b1f4a" stroke-width="{}" stroke-dasharray="{}")",
                     look.width, look.dash);
}

std::string closed_roads(const Input& input, const MapFrame& frame) {
  std::array<std::string, kClosedLooks.size()> paths;
  const auto& closed = input.roads->closed;
  for (std::size_t i = 0; i < std::min(kRoadsDrawn, closed.size()); ++i) {
    paths.at(look_of(closed[i].hours)) += line_data(closed[i].line, frame);
  }
  std::string out;
  for (std::size_t look = 0; look < paths.size(); ++look) {
    if (paths.at(look).empty()) continue;
    out += fmt::format(R"(<path d="{}" {} vector-effect="non-scaling-stroke"/>)", paths.at(look),
                       stroke_of(kClosedLooks.at(look)));
  }
  return out;
}

// Draws one picture; holds what the steps share.
class Picture {
 public:
  Picture(const Input& input, const View& view, const words::Speech& speech, const MapFrame& frame,
          const MapSize& size)
      : input_(input),
        view_(view),
        speech_(speech),
        frame_(frame),
        size_(size),
        scale_(size.width / kPlane),
        height_(frame.height * scale_),
        room_(size.width, height_) {
    for (const auto& area : input.areas) areas_.emplace(area.code, &area);
    for (const auto& station : input.outlook.stations) {
      if (frame.shows(input.stations, station.row)) ++drawable_;
    }
  }

  std::string draw() {
    stamp();
    stations();
    villages();
    names_of_worrying();
    const double bottom = legend(scale_bar(height_ + size_.font * 0.6));
    Svg out;
    out.raw(fmt::format(
        R"(<svg class="map {}" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}" )"
        R"(xmlns="http://www.w3.org/2000/svg">)",
        size_.variant, svg_number(size_.width), svg_number(bottom), svg_number(size_.width),
        escape_html(speech_.say("brief.map.alt", {{"title", input_.title}}))));
    out.raw(fmt::format(R"(<rect width="{}" height="{}" fill="#fff"/>)", svg_number(size_.width),
                        svg_number(bottom)));
    out.raw(fmt::format(R"(<use href="#ground" width="{}" height="{}"/>)", svg_number(size_.width),
                        svg_number(height_)));
    out.raw(body_.str());
    out.raw(
        fmt::format(R"(<rect x=".5" y=".5" width="{}" height="{}" fill="none" stroke="#8b857c"/>)",
                    svg_number(size_.width - 1), svg_number(height_ - 1)));
    out.raw("</svg>");
    return out.str();
  }

 private:
  Point at(std::size_t row) const {
    const Point p = frame_.project({input_.stations.lon(row), input_.stations.lat(row)});
    return {p.x * scale_, p.y * scale_};
  }

  void stamp() {
    if (!input_.exercise) return;
    const std::string words = speech_.say("brief.stamp");
    const double font = size_.font * 1.15;
    const double width = text_width(words, font);
    body_.raw(
        fmt::format(R"(<rect x="8" y="8" width="{}" height="{}" fill="#fff" stroke="#1d1b20" )"
                    R"(stroke-width="2"/>)",
                    svg_number(width + 12), svg_number(font * 1.6)));
    body_.text(14, 8 + font * 1.15, "start", font, words, R"(font-weight="700")");
    room_.take_word({0, 0, width + 28, font * 1.6 + 16});
  }

  // Ready first, then unknown, then the worse on top.
  void stations() {
    for (const Status status : {Status::ready, Status::unknown, Status::opens_late,
                                Status::may_be_interrupted, Status::cannot_open}) {
      std::size_t drawn = 0;
      for (const auto& station : input_.outlook.stations) {
        if (station.status == status && drawn < kDrawn &&
            frame_.shows(input_.stations, station.row) && draw_station(station)) {
          ++drawn;
        }
      }
    }
  }

  bool draw_station(const election::StationOutlook& station) {
    const Point p = at(station.row);
    const bool worries = computed_trouble(station) || station.rawan_by_witness;
    if (!worries && only_worrying()) return false;
    // Symbols shrink where stations are many: a crowd of them must not hide the map.
    const double room = std::sqrt(size_.width * height_ / static_cast<double>(drawable_));
    const double side = worries ? std::min(size_.symbol, std::max(8.0, room * 0.8))
                                : std::min(size_.symbol * 0.75, std::max(3.5, room * 0.4));
    body_.use(symbol_id(station.status), p.x, p.y, side);
    if (station.rawan_by_witness) body_.use("s-told", p.x, p.y, side * 1.7);
    const double taken = station.rawan_by_witness ? side * 1.5 : side;
    if (worries || drawable_ <= 150) room_.take_symbol(text_box(p, taken, taken));
    return true;
  }

  bool only_worrying() const { return drawable_ > kDrawn; }

  void villages() {
    const double font = size_.font;
    const auto wanted = std::min(kNamedVillages, view_.villages.size());
    const bool few = wanted <= 12;
    for (std::size_t i = 0; i < wanted; ++i) {
      const auto& village = view_.villages[i];
      const auto area = areas_.find(village.code);
      if (area == areas_.end() || area->second->shape.empty()) continue;
      const geo::Shape shape = in_picture(area->second->shape);
      const double width = text_width(village.name, font);
      const auto place = place_name(shape, {4, 4, size_.width - 4, height_ - 4}, width + 4,
                                    font * 1.15, room_, few);
      if (!place) continue;
      room_.take_word(text_box(*place, width + 4, font * 1.15));
      body_.text(place->x, place->y + font * 0.35, "middle", font, village.name,
                 R"(class="village")");
    }
  }

  geo::Shape in_picture(geo::Shape shape) const {
    for (auto& polygon : shape) {
      for (auto& ring : polygon) {
        for (auto& p : ring) {
          p = frame_.project(p);
          p = {p.x * scale_, p.y * scale_};
        }
      }
    }
    return shape;
  }

  void names_of_worrying() {
    const double font = size_.font * 0.9;
    std::size_t named = 0;
    for (const auto index : view_.worry) {
      const auto& station = input_.outlook.stations[index];
      if (named == kNamedStations) return;
      if (!frame_.shows(input_.stations, station.row)) continue;
      const std::string words = short_label(station);
      const double width = text_width(words, font);
      const double symbol = size_.symbol * (station.rawan_by_witness ? 1.75 : 1.2);
      const auto place = place_beside(at(station.row), symbol, width, font * 1.1, room_);
      if (!place) continue;
      room_.take_word(text_box(*place, width, font * 1.1));
      body_.text(place->x, place->y + font * 0.35, "middle", font, words, R"(class="station")");
      ++named;
    }
  }

  // A round length of at most a third of the picture, with source and time after it.
  double scale_bar(double y) {
    const double font = size_.font;
    const double widest = size_.width / 3 / scale_ * frame_.metres_per_unit;
    double metres = std::pow(10, std::floor(std::log10(widest)));
    for (const double step : {5.0, 2.0}) {
      if (metres * step <= widest) {
        metres *= step;
        break;
      }
    }
    const double length = metres / frame_.metres_per_unit * scale_;
    body_.raw(fmt::format(R"(<path d="M2 {}v6h{}v-6" fill="none" stroke="#1d1b20" )"
                          R"(stroke-width="2"/>)",
                          svg_number(y + 2), svg_number(length)));
    const std::string words =
        metres >= 1000 ? speech_.number(metres / 1000) + " km" : speech_.number(metres) + " m";
    body_.text(length + 12, y + font * 0.6, "start", font, words);
    y += font * 1.9;
    std::string source = map_source(input_, speech_);
    if (only_worrying()) source += " " + speech_.say("brief.map.only-worrying");
    for (const auto& line : wrapped(source, font, size_.width - 4)) {
      body_.text(2, y, "start", font, line);
      y += font * 1.35;
    }
    return y;
  }

  struct LegendItem {
    std::string symbol, fill, words;
    std::string stroke = {};  // of a line
  };

  bool in_window(const HazardOutline& hazard) const {
    const geo::Box a = geo::bounds(hazard.shape);
    const geo::Box& b = frame_.lonlat;
    return !a.empty() && a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y &&
           b.min_y < a.max_y;
  }

  std::vector<LegendItem> legend_items() const {
    std::vector<LegendItem> items;
    for (std::size_t s = 0; s < kStatuses; ++s) {
      if (view_.by_status.at(s) == 0) continue;
      const auto status = static_cast<Status>(s);
      items.push_back({symbol_id(status), "", status_words(status, speech_)});
    }
    if (view_.told > 0) items.push_back({"s-told", "", speech_.say("brief.told-vulnerable")});
    const auto& classes = input_.rules.depth_classes;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      const bool drawn =
          std::any_of(input_.hazards.begin(), input_.hazards.end(),
                      [&](const auto& hazard) { return depth_index(hazard, input_.rules) == i; });
      if (drawn) {
        items.push_back({"", depth_colour(i, classes.size()), depth_words(classes[i], speech_)});
      }
    }
    std::array<bool, election::kHazardKinds> shown{};
    for (const auto& hazard : input_.hazards) {
      auto& seen = shown.at(static_cast<std::size_t>(hazard.kind));
      if (hazard.kind == election::HazardKind::flood || seen || !in_window(hazard)) continue;
      seen = true;
      items.push_back({"", "url(#p-footprint)", hazard_words(hazard.kind, speech_)});
    }
    add_closed(items);
    return items;
  }

  void add_closed(std::vector<LegendItem>& items) const {
    if (input_.roads == nullptr) return;
    std::array<bool, kClosedLooks.size()> drawn{};
    for (const auto& road : input_.roads->closed) drawn.at(look_of(road.hours)) = true;
    for (std::size_t look = 0; look < drawn.size(); ++look) {
      if (!drawn.at(look)) continue;
      const auto& style = kClosedLooks.at(look);
      items.push_back({"", "", speech_.say(style.words), stroke_of(style)});
    }
  }

  double legend(double y) {
    const double font = size_.font;
    const double swatch = font * 1.1;
    double x = 2;
    for (const auto& item : legend_items()) {
      const double width = swatch + 6 + text_width(item.words, font) + font;
      if (x > 2 && x + width > size_.width) {
        x = 2;
        y += font * 1.6;
      }
      if (!item.stroke.empty()) {
        body_.raw(fmt::format(R"(<path d="M{} {}h{}" {}/>)", svg_number(x),
                              svg_number(y - swatch * 0.1), svg_number(swatch), item.stroke));
      } else if (item.symbol.empty()) {
        body_.raw(
            fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="#555"/>)",
                        svg_number(x), svg_number(y - swatch / 2), svg_number(swatch),
                        svg_number(swatch * 0.8), item.fill));
      } else {
        body_.use(item.symbol, x + swatch / 2, y - swatch * 0.1, swatch);
      }
      body_.text(x + swatch + 6, y + font * 0.28, "start", font, item.words);
      x += width;
    }
    return y + font;
  }

  const Input& input_;
  const View& view_;
  const words::Speech& speech_;
  const MapFrame& frame_;
  const MapSize& size_;
  double scale_, height_;
  std::size_t drawable_ = 0;
  std::unordered_map<std::string_view, const election::Area*> areas_;
  LabelRoom room_;
  Svg body_;
};

}  // namespace

std::string map_ground(const Input& input, const View& view, const MapFrame& frame) {
  std::string listed, others;
  for (const auto& area : input.areas) {
    const std::string path = path_data(area.shape, frame);
    if (path.empty()) continue;
    auto& group = view.by_code.contains(area.code) ? listed : others;
    group += fmt::format(R"(<path d="{}"/>)", path);
  }
  std::string water;
  for (const auto& hazard : input.hazards) water += hazard_path(hazard, input, frame);
  const std::string roads = input.roads == nullptr ? "" : closed_roads(input, frame);
  return fmt::format(
      R"(<svg class="defs" width="0" height="0" aria-hidden="true"><symbol id="ground" )"
      R"(viewBox="0 0 {0} {1}"><defs><g id="listed" fill-rule="evenodd">{2}</g></defs>)"
      R"(<rect width="{0}" height="{1}" fill="#eceae5"/><use href="#listed" fill="#faf8f4"/>{3}{4})"
      R"(<use href="#listed" class="outline"/>{5}</symbol></svg>)",
      svg_number(kPlane), svg_number(frame.height), listed,
      others.empty() ? "" : fmt::format(R"(<g class="outline far">{}</g>)", others), water, roads);
}

std::string map_picture(const Input& input, const View& view, const words::Speech& speech,
                        const MapFrame& frame, const MapSize& size) {
  return Picture(input, view, speech, frame, size).draw();
}

std::string depth_colour(std::size_t index, std::size_t classes) {
  constexpr std::array<std::string_view, 5> kBlues = {"#c6dbef", "#9ecae1", "#6baed6", "#3182bd",
                                                      "#08519c"};
  if (classes <= 1) return std::string(kBlues[2]);
  const double place = static_cast<double>(index) / static_cast<double>(classes - 1);
  return std::string(kBlues.at(static_cast<std::size_t>(std::lround(place * 4))));
}

std::string depth_words(const election::DepthClass& depth, const words::Speech& speech) {
  const std::string from = speech.number(depth.from_m * 100);
  return depth.to_m ? speech.say("brief.map.depth",
                                 {{"from", from}, {"to", speech.number(*depth.to_m * 100)}})
                    : speech.say("brief.map.depth-over", {{"from", from}});
}

}  // namespace adem::brief
