#include "election/witness.h"

#include <algorithm>

#include "election/find_station.h"

namespace adem::election {

namespace {

template <std::size_t N>
bool one_of(std::string_view word, const std::string_view (&list)[N]) {
  return std::ranges::find(list, word) != std::end(list);
}

std::string_view without_blanks(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view name_of(Answered answered) {
  switch (answered) {
    case Answered::yes:
      return "yes";
    case Answered::no:
      return "no";
    case Answered::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view name_of(Mark mark) {
  switch (mark) {
    case Mark::unknown:
      return "unknown";
    case Mark::ankle:
      return "ankle";
    case Mark::calf:
      return "calf";
    case Mark::knee:
      return "knee";
    case Mark::waist:
      return "waist";
  }
  return "unknown";
}

std::optional<Answered> read_answered(std::string_view text) {
  static constexpr std::string_view kYes[] = {"ya",     "y",     "yes",    "iya",   "1",
                                              "true",   "benar", "betul",  "ada",   "pernah",
                                              "setuju", "sudah", "agreed", "agrees"};
  static constexpr std::string_view kNo[] = {"tidak",
                                             "tdk",
                                             "t",
                                             "no",
                                             "n",
                                             "0",
                                             "false",
                                             "tidak ada",
                                             "tidak pernah",
                                             "belum pernah",
                                             "tidak setuju",
                                             "belum setuju",
                                             "bukan",
                                             "never"};
  static constexpr std::string_view kNotKnown[] = {
      "",        "tidak tahu", "tdk tahu", "belum tahu",    "belum diketahui",
      "unknown", "not known",  "belum",    "belum ditanya", "tidak diketahui"};
  const auto sign = without_blanks(text);
  if (sign == "✓" || sign == "✔" || sign == "√" || sign == "☑") return Answered::yes;
  const auto plain = plain_name(text);
  // Signs that plain_name drops: "?" and "-" say unknown, any other is no answer.
  if (plain.empty()) {
    const bool blank = sign.empty() || sign == "-" || sign == "–" || sign == "?";
    return blank ? std::optional(Answered::unknown) : std::nullopt;
  }
  if (one_of(plain, kYes)) return Answered::yes;
  if (one_of(plain, kNo)) return Answered::no;
  if (one_of(plain, kNotKnown)) return Answered::unknown;
  return std::nullopt;
}

Json to_json(const WitnessAnswer& answer) {
  return Json{{"flooded", name_of(answer.flooded)},
              {"when", answer.when},
              {"height", name_of(answer.height)},
              {"road_cut", answer.road_cut},
              {"alternative", answer.alternative},
              {"owner_agrees", name_of(answer.owner_agrees)},
              {"office", answer.office},
              {"told_at", answer.told_at ? Json(iso_utc(*answer.told_at)) : Json()}};
}

bool says_vulnerable(const WitnessAnswer& answer) {
  const bool height_says_so = answer.flooded == Answered::unknown && answer.height != Mark::unknown;
  return answer.flooded == Answered::yes || height_says_so || !answer.road_cut.empty();
}

}  // namespace adem::election
