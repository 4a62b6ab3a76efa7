#include "brief/brief_fixture.h"

#include <gtest/gtest.h>

#include "base/format.h"

namespace adem::brief {

namespace {

using election::Answered;
using election::Mark;
using election::StationText;
using election::Status;

geo::Shape box_shape(double x, double y, double w, double h) {
  return {{{{x, y},
            {x + w, y + h * 0.08},
            {x + w * 0.95, y + h},
            {x + w * 0.03, y + h * 0.93},
            {x, y}}}};
}

election::Duty duty(std::string code, int from_min) {
  election::Duty out;
  out.code = std::move(code);
  out.from_min = from_min;
  return out;
}

election::RuleBook rules() {
  election::RuleBook book;
  book.election = "pilkada-2024";
  book.name_id = "Pilkada Serentak 2024";
  book.name_en = "Simultaneous local elections 2024";
  book.vote_date = "2024-11-27";
  book.duties = {duty("set-up", 300), duty("opening", 420), duty("voting-ends", 780)};
  book.depth_classes = {{"shallow", 0.1, 0.7, {}}, {"middle", 0.7, 1.5, {}}, {"deep", 1.5, {}, {}}};
  return book;
}

struct Row {
  const char *village, *code;
  int number;
  double lon, lat;
  Status status;
};

void add_station(Fixture& f, const Row& row) {
  const std::string number = fmt::format("{:03}", row.number);
  election::Station station;
  const std::string digits = fmt::format("147205{}{}", std::string(row.code).substr(9), number);
  station[StationText::key] = digits;
  station[StationText::number] = number;
  station[StationText::name] = "TPS " + number;
  station[StationText::area] = row.code;
  station.id = make_id({"pilkada-2024", "kpu", digits});
  station.lon = row.lon;
  station.lat = row.lat;
  station.voters = 380 + row.number * 7;
  if (std::isnan(row.lon)) station.flags.set(election::Flag::no_coordinates);
  f.stations.add(station);

  election::StationOutlook out;
  out.row = f.stations.size() - 1;
  out.id = station.id;
  out.key = digits;
  out.name = "TPS " + number;
  out.area = row.code;
  out.status = row.status;
  const auto& window = f.outlook.window;
  if (row.status == Status::unknown) {
    out.reason = {"brief.computed.none", {}};
  } else {
    auto& floor = out.link(election::Link::floor).chance;
    floor.assign(window.steps, 1.0F);
    const auto flood = [&](std::size_t from, std::size_t to, float chance) {
      for (std::size_t s = from; s < to; ++s) floor[s] = chance;
      out.first_bad = window.at(from);
      out.last_bad = window.at(to);
      out.weakest = election::Link::floor;
      out.hazards = {"rob"};
      out.max_depth_m = 0.42F;
    };
    if (row.status == Status::opens_late) flood(64, 82, 0.2F);
    if (row.status == Status::may_be_interrupted) flood(85, 96, 0.4F);
    if (row.status == Status::cannot_open) {
      flood(40, 52, 0.3F);
      flood(66, 120, 0.0F);
    }
    out.works.chance = floor;
    out.reason = {"brief.strip.dry", {}};
    if (out.first_bad) {
      out.reason = {"brief.strip.wet", {{"spans", std::string("05.00 sampai 13.00")}}};
    }
  }
  f.outlook.stations.push_back(out);
}

void add_stations(Fixture& f) {
  constexpr double no = election::kUnknown;
  const char* names[] = {"Teluk Makmur", "Mundam", "Guntung", "Pelintung"};
  const int counts[] = {8, 6, 3, 10};
  for (int v = 0; v < 4; ++v) {
    const std::string code = fmt::format("14.72.05.{}", 1001 + v);
    const double x = 101.50 + 0.05 * v;
    f.areas.push_back(
        {code, "kemendagri", names[v], "14.72.05", box_shape(x, 1.62, 0.05, 0.06), "{}"});
    for (int n = 1; n <= counts[v]; ++n) {
      Status status = Status::ready;
      if (v == 0 && n == 2) status = Status::cannot_open;
      if (v == 0 && (n == 3 || n == 4)) status = Status::opens_late;
      if (v == 2 && n == 1) status = Status::may_be_interrupted;
      const bool placed = !(v == 2 && n == 3) && !(v == 3 && n > 6);
      if (!placed) status = Status::unknown;
      const double lon = x + 0.006 + 0.009 * (n % 4);
      const double lat = 1.63 + 0.011 * ((n * 7 + v) % 4) + 0.001 * n;
      add_station(f, {names[v], f.areas.back().code.c_str(), n, placed ? lon : no,
                      placed ? lat : no, status});
    }
  }
}

election::WitnessAnswer answer(const std::string& station, Answered flooded, Mark height) {
  election::WitnessAnswer a;
  a.station = station;
  a.flooded = flooded;
  a.height = height;
  a.told_at = fixture_time("2024-11-18");
  return a;
}

void tell(Fixture& f, std::size_t row, election::WitnessAnswer a) {
  auto& station = f.outlook.stations[row];
  a.station = station.key;
  station.rawan_by_witness = a.flooded == Answered::yes || !a.road_cut.empty();
  station.witness.insert(station.witness.begin(), a);
}

void add_told(Fixture& f) {
  auto a = answer("", Answered::yes, Mark::knee);
  a.when = "pasang Oktober 2024";
  a.road_cut = "Jalan Pantai";
  a.alternative = "SD Negeri 003";
  a.owner_agrees = Answered::yes;
  a.office = "PKD Teluk Makmur";
  tell(f, 1, a);
  a = answer("", Answered::yes, Mark::ankle);
  a.office = "Bhabinkamtibmas";
  a.alternative = "Balai Kelurahan";
  tell(f, 26, a);
  a = answer("", Answered::no, Mark::unknown);
  a.office = "Lurah Mundam";
  tell(f, 9, a);
  a = answer("", Answered::unknown, Mark::unknown);
  a.road_cut = "jembatan kecil ke Guntung";
  a.office = "PKD Guntung";
  tell(f, 15, a);
}

desk::Commitment promise(int number, std::string owner, std::string text, std::string due) {
  desk::Commitment c;
  c.id = fmt::format("c{}", number);
  c.number = number;
  c.meeting = "m1";
  c.owner = std::move(owner);
  c.text = std::move(text);
  c.due = std::move(due);
  return c;
}

void add_talk(Fixture& f) {
  f.promises = {promise(1, "PPS Guntung", "mengirim titik TPS 003", "2024-11-24"),
                promise(2, "PPK Medang Kampai", "menulis daftar tempat pengganti", "2024-11-17"),
                promise(3, "Polsek Medang Kampai", "memeriksa jembatan kecil ke Guntung", "")};
  f.promises[1].stations = {f.outlook.stations[2].key};
  desk::Meeting meeting;
  meeting.id = "m1";
  meeting.obstacles = {{"o1", 1, "Distribusi logistik", "Teluk Makmur",
                        "jalan gudang tergenang saat pasang", "kirim sehari lebih awal", "PPK",
                        "2024-11-25", ""}};
  desk::Question question;
  question.office = "PKD Pelintung";
  question.text = "Siapa yang menanggung sewa tenda?";
  meeting.questions = {question};
  f.meetings = {meeting};
}

void order(Fixture& f) {
  auto& stations = f.outlook.stations;
  std::stable_sort(stations.begin(), stations.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const auto& s) {
      if (s.status == Status::unknown) return s.rawan_by_witness ? 3 : 4;
      return s.status == Status::ready ? 5 : 3 - static_cast<int>(s.status);
    };
    return rank(a) < rank(b);
  });
}

}  // namespace

const Zone& fixture_zone() {
  static const Zone zone("Asia/Jakarta");
  return zone;
}

Instant fixture_time(std::string_view text) { return parse_instant(text, fixture_zone()).value(); }

Fixture make_fixture() {
  Fixture f;
  f.rules = rules();
  f.now = fixture_time("2024-11-20T19:00");
  f.outlook.window = {fixture_time("2024-11-26T12:00"), 900, 168};
  f.outlook.exercise = true;
  f.outlook.made_from = {
      {"hazard", "rob", std::string(64, 'a'), fixture_time("2024-11-19T08:00"), 50, {}},
      {"stations",
       "daftar-tps.xlsx",
       std::string(64, 'b'),
       fixture_time("2024-11-20T18:30"),
       -1,
       {}}};
  add_stations(f);
  add_told(f);
  add_talk(f);
  order(f);
  f.hazards = {{"rob", election::HazardKind::flood, "shallow", box_shape(101.49, 1.64, 0.07, 0.05)},
               {"rob", election::HazardKind::flood, "middle", box_shape(101.50, 1.655, 0.03, 0.03)},
               {"asap", election::HazardKind::smoke, "", box_shape(101.66, 1.625, 0.03, 0.02)}};
  return f;
}

Fixture large_fixture(std::size_t count) {
  Fixture f = make_fixture();
  f.areas.clear();
  f.stations = {};
  f.outlook.stations.clear();
  f.exercise = false;
  f.promises.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t village = i / 30;
    const std::string code = fmt::format("99.01.01.{}", 1001 + village);
    const double x = 106.6 + 0.02 * static_cast<double>(village % 8);
    const double y = -6.3 + 0.02 * static_cast<double>(village / 8);
    const std::string name = fmt::format("Kelurahan {}", village);
    if (i % 30 == 0) {
      f.areas.push_back({code, "kemendagri", name, "99.01.01", box_shape(x, y, 0.02, 0.02), "{}"});
    }
    const auto number = static_cast<int>(i % 30) + 1;
    add_station(f, {name.c_str(), code.c_str(), number,
                    x + 0.002 + 0.0026 * static_cast<double>(number % 6),
                    y + 0.003 + 0.003 * static_cast<double>(number / 6),
                    i % 7 == 0 ? Status::cannot_open : Status::ready});
  }
  order(f);
  return f;
}

}  // namespace adem::brief
