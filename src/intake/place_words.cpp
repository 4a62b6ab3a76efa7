#include "intake/place_words.h"

#include <algorithm>
#include <array>

#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Mode;
using election::PlaceKind;

template <typename T>
struct Word {
  std::string_view folded;
  T means;
};

constexpr auto kKinds = std::to_array<Word<PlaceKind>>({
    {"warehouseppk", PlaceKind::warehouse_ppk},
    {"gudangppk", PlaceKind::warehouse_ppk},
    {"gudanglogistikppk", PlaceKind::warehouse_ppk},
    {"gudangkecamatan", PlaceKind::warehouse_ppk},
    {"sekretariatppk", PlaceKind::warehouse_ppk},
    {"kantorppk", PlaceKind::warehouse_ppk},
    {"ppk", PlaceKind::warehouse_ppk},
    {"warehousekpu", PlaceKind::warehouse_kpu},
    {"gudangkpu", PlaceKind::warehouse_kpu},
    {"gudanglogistikkpu", PlaceKind::warehouse_kpu},
    {"kpu", PlaceKind::warehouse_kpu},
    {"postpps", PlaceKind::post_pps},
    {"pospps", PlaceKind::post_pps},
    {"kantorpps", PlaceKind::post_pps},
    {"sekretariatpps", PlaceKind::post_pps},
    {"pps", PlaceKind::post_pps},
    {"crewvillage", PlaceKind::crew_village},
    {"desakpps", PlaceKind::crew_village},
    {"desapetugas", PlaceKind::crew_village},
    {"kampungpetugas", PlaceKind::crew_village},
    {"permukiman", PlaceKind::crew_village},
    {"village", PlaceKind::crew_village},
    {"desa", PlaceKind::crew_village},
    {"kelurahan", PlaceKind::crew_village},
    {"dusun", PlaceKind::crew_village},
    {"kampung", PlaceKind::crew_village},
    {"hospital", PlaceKind::hospital},
    {"rumahsakit", PlaceKind::hospital},
    {"rs", PlaceKind::hospital},
    {"rsud", PlaceKind::hospital},
    {"puskesmas", PlaceKind::hospital},
    {"clinic", PlaceKind::hospital},
    {"klinik", PlaceKind::hospital},
    {"police", PlaceKind::police},
    {"policestation", PlaceKind::police},
    {"polisi", PlaceKind::police},
    {"kantorpolisi", PlaceKind::police},
    {"pospolisi", PlaceKind::police},
    {"polsek", PlaceKind::police},
    {"polres", PlaceKind::police},
    {"landing", PlaceKind::landing},
    {"landingstage", PlaceKind::landing},
    {"jetty", PlaceKind::landing},
    {"pier", PlaceKind::landing},
    {"dermaga", PlaceKind::landing},
    {"pelabuhan", PlaceKind::landing},
    {"tambatan", PlaceKind::landing},
    {"tambatanperahu", PlaceKind::landing},
});

constexpr auto kModes = std::to_array<Word<Mode>>({
    {"walk", Mode::walk},
    {"foot", Mode::walk},
    {"jalankaki", Mode::walk},
    {"motorbike", Mode::motorbike},
    {"motorcycle", Mode::motorbike},
    {"motor", Mode::motorbike},
    {"sepedamotor", Mode::motorbike},
    {"car", Mode::car},
    {"mobil", Mode::car},
    {"truck", Mode::truck},
    {"truk", Mode::truck},
    {"boat", Mode::boat},
    {"perahu", Mode::boat},
    {"kapal", Mode::boat},
    {"speedboat", Mode::boat},
});

template <typename T, std::size_t N>
std::optional<T> meaning(const std::array<Word<T>, N>& words, std::string_view text) {
  const std::string plain = folded(text);
  const auto found = std::ranges::find(words, std::string_view(plain), &Word<T>::folded);
  if (found == words.end()) return std::nullopt;
  return found->means;
}

}  // namespace

std::optional<PlaceKind> read_place_kind(std::string_view text) { return meaning(kKinds, text); }

std::optional<election::ModeSet> read_modes(std::string_view text) {
  election::ModeSet modes = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(",;/+&"), text.size());
    const auto word = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const auto mode = meaning(kModes, word);
    if (!mode) return std::nullopt;
    modes = static_cast<election::ModeSet>(modes | bit(*mode));
  }
  return modes;
}

std::optional<Message> ignored_note(const Columns& columns) {
  std::string list;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns.field(c).empty() || trimmed(columns.name(c)).empty()) continue;
    list += (list.empty() ? "" : ", ") + columns.name(c);
  }
  if (list.empty()) return std::nullopt;
  return Message{"intake.note.ignored-columns", {{"columns", list}}};
}

}  // namespace adem::intake
