#include "intake/told_words.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <span>

#include "base/json.h"
#include "base/resources.h"
#include "election/find_station.h"
#include "election/private_text.h"

namespace adem::intake {

using election::Answered;
using election::Mark;
using election::plain_name;

namespace {

constexpr std::size_t kLongestText = 500;

const Json& catalogue(std::string_view language) {
  static const Json id = Json::parse(resource("locales/id.json"));
  static const Json en = Json::parse(resource("locales/en.json"));
  return language == "en" ? en : id;
}

struct Alias {
  std::string_view words;  // as plain_name gives them
  Field field;
};

// Short forms people head their columns with. A heading that begins with one of these means it;
// the longest decides.
constexpr Alias kAliases[] = {
    {"kunci", Field::key},
    {"key", Field::key},
    {"station key", Field::key},
    {"kode tps", Field::key},
    {"id tps", Field::key},
    {"kelurahan", Field::village},
    {"desa", Field::village},
    {"nama kelurahan", Field::village},
    {"nama desa", Field::village},
    {"village", Field::village},
    {"tps", Field::station},
    {"no tps", Field::station},
    {"nomor tps", Field::station},
    {"nama tps", Field::station},
    {"station", Field::station},
    {"polling station", Field::station},
    {"alamat", Field::address},
    {"address", Field::address},
    {"pernah tergenang", Field::flooded},
    {"tergenang", Field::flooded},
    {"pernah banjir", Field::flooded},
    {"banjir", Field::flooded},
    {"flooded", Field::flooded},
    {"has it flooded", Field::flooded},
    {"ever flooded", Field::flooded},
    {"kapan", Field::when},
    {"when", Field::when},
    {"tanggal banjir", Field::when},
    {"waktu banjir", Field::when},
    {"setinggi apa", Field::height},
    {"tinggi", Field::height},
    {"ketinggian", Field::height},
    {"kedalaman", Field::height},
    {"how high", Field::height},
    {"height", Field::height},
    {"depth", Field::height},
    {"jalan", Field::road},
    {"road", Field::road},
    {"which road", Field::road},
    {"ke mana", Field::alternative},
    {"pindah ke", Field::alternative},
    {"tempat pindah", Field::alternative},
    {"tempat pengganti", Field::alternative},
    {"lokasi pengganti", Field::alternative},
    {"alternatif", Field::alternative},
    {"where else", Field::alternative},
    {"alternative", Field::alternative},
    {"pemilik", Field::owner},
    {"persetujuan pemilik", Field::owner},
    {"izin pemilik", Field::owner},
    {"owner", Field::owner},
    {"does the owner", Field::owner},
    {"dijawab oleh", Field::office},
    {"jabatan", Field::office},
    {"answered by", Field::office},
    {"office", Field::office},
    {"tanggal", Field::told_at},
    {"date", Field::told_at},
    {"told at", Field::told_at},
};

// A decimal with comma or point at the front of `text`, removed from it.
std::optional<double> take_number(std::string_view& text) {
  std::string digits;
  std::size_t end = 0;
  for (; end < text.size() && digits.size() < 12; ++end) {
    const char c = text[end];
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if ((c == ',' || c == '.') && digits.find('.') == std::string::npos) {
      digits += '.';
    } else {
      break;
    }
  }
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
  text.remove_prefix(end);
  return value;
}

// A measured height on a grown person: up to 15 cm ankle, 35 calf, 60 knee, above that waist.
std::optional<Mark> mark_of_measure(std::string_view text) {
  const auto number = take_number(text);
  if (!number) return std::nullopt;
  const auto unit = plain_name(text);
  double cm = 0;
  if (unit == "cm" || unit == "sentimeter" || unit == "centimetres") {
    cm = *number;
  } else if (unit == "m" || unit == "meter" || unit == "metres") {
    cm = *number * 100;
  } else if (unit.empty() && *number >= 5) {
    cm = *number;  // nobody writes 5 metres on a form with ankles and knees
  } else {
    return std::nullopt;
  }
  if (cm <= 0 || cm > 500) return std::nullopt;
  if (cm <= 15) return Mark::ankle;
  if (cm <= 35) return Mark::calf;
  return cm <= 60 ? Mark::knee : Mark::waist;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    std::size_t more = 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
    } else if (lead >= 0x80) {
      return false;
    }
    if (at + more >= text.size()) return false;
    for (std::size_t i = 1; i <= more; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return false;
    }
    at += more + 1;
  }
  return true;
}

// Free text into `out`, or what is wrong with it.
std::optional<Fault> take_text(Field field, const std::string& raw, std::string& out) {
  out = one_line(raw);
  if (!valid_utf8(out)) return Fault{field, "", {"told.refused.not-text", {}}};
  if (out.size() > kLongestText) {
    return Fault{field,
                 out.substr(0, 20) + "…",
                 {"told.refused.too-long", {{"limit", static_cast<std::int64_t>(kLongestText)}}}};
  }
  if (auto found = election::private_text(out)) {
    auto shown = std::get<std::string>(found->args.front().second);
    return Fault{field, std::move(shown), std::move(*found)};
  }
  if (out == "-" || out == "?") out.clear();
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::string heading(Field field, std::string_view language) {
  const auto& words = catalogue(language).at("questionnaire").at("heading");
  return words.at(std::string(name_of(field))).get<std::string>();
}

std::optional<Field> field_of(std::string_view text) {
  const auto plain = plain_name(text);
  if (plain.empty()) return std::nullopt;
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    if (plain == plain_name(heading(field, "id")) || plain == plain_name(heading(field, "en")) ||
        plain == plain_name(name_of(field))) {
      return field;
    }
  }
  const Alias* best = nullptr;
  for (const auto& alias : kAliases) {
    const bool begins = plain == alias.words || plain.starts_with(std::string(alias.words) + " ");
    if (begins && (best == nullptr || alias.words.size() > best->words.size())) best = &alias;
  }
  if (best == nullptr) return std::nullopt;
  return best->field;
}

std::optional<Mark> read_mark(std::string_view text, bool& measured) {
  measured = false;
  auto plain = plain_name(text);
  if (plain.empty() || plain == "unknown" || plain == "tidak tahu" || plain == "tidak diketahui" ||
      plain == "belum diketahui") {
    return Mark::unknown;
  }
  for (const std::string_view lead : {"setinggi ", "se", "sampai ", "tinggi "}) {
    const auto rest = plain.substr(std::min(lead.size(), plain.size()));
    const bool known =
        rest == "mata kaki" || rest == "betis" || rest == "lutut" || rest == "pinggang";
    if (plain.starts_with(lead) && known) plain = rest;
  }
  if (plain == "mata kaki" || plain == "ankle" || plain == "ankles") return Mark::ankle;
  if (plain == "betis" || plain == "calf") return Mark::calf;
  if (plain == "lutut" || plain == "knee" || plain == "knees") return Mark::knee;
  if (plain == "pinggang" || plain == "waist") return Mark::waist;
  const auto mark = mark_of_measure(one_line(text));
  measured = mark.has_value();
  return mark;
}

std::string one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::optional<Fault> read_answer(const RawAnswer& raw, const Zone& zone,
                                 election::WitnessAnswer& answer, bool& measured) {
  const auto bad = [](Field field, const std::string& value) {
    return Fault{
        field, one_line(value).substr(0, 60), {"told.refused." + std::string(name_of(field)), {}}};
  };
  struct Text {
    Field field;
    const std::string& from;
    std::string& to;
  };
  std::string checked;
  for (const auto& text :
       {Text{Field::flooded, raw.flooded, checked}, Text{Field::height, raw.height, checked},
        Text{Field::owner, raw.owner, checked}, Text{Field::told_at, raw.told_at, checked},
        Text{Field::when, raw.when, answer.when}, Text{Field::road, raw.road, answer.road_cut},
        Text{Field::alternative, raw.alternative, answer.alternative},
        Text{Field::office, raw.office, answer.office}}) {
    if (auto fault = take_text(text.field, text.from, text.to)) return fault;
  }
  const auto flooded = read_answered(raw.flooded);
  if (!flooded) return bad(Field::flooded, raw.flooded);
  answer.flooded = *flooded;
  const auto owner = read_answered(raw.owner);
  if (!owner) return bad(Field::owner, raw.owner);
  answer.owner_agrees = *owner;
  const auto height = read_mark(raw.height, measured);
  if (!height) return bad(Field::height, raw.height);
  answer.height = *height;
  // "No road is cut" and "not known" are answers, but no name of a road.
  const auto road = read_answered(answer.road_cut);
  if (road && *road != Answered::yes) answer.road_cut.clear();
  if (!one_line(raw.told_at).empty()) {
    answer.told_at = read_day(raw.told_at, zone);
    if (!answer.told_at) return bad(Field::told_at, raw.told_at);
  }
  return std::nullopt;
}

bool says_anything(const election::WitnessAnswer& answer) {
  return answer.flooded != Answered::unknown || answer.height != Mark::unknown ||
         answer.owner_agrees != Answered::unknown || !answer.when.empty() ||
         !answer.road_cut.empty() || !answer.alternative.empty();
}

}  // namespace adem::intake
