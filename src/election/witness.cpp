#include "election/witness.h"

namespace adem::election {

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

bool says_vulnerable(const WitnessAnswer& answer) {
  const bool height_says_so = answer.flooded == Answered::unknown && answer.height != Mark::unknown;
  return answer.flooded == Answered::yes || height_says_so || !answer.road_cut.empty();
}

}  // namespace adem::election
