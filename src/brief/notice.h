// A public notice as plain text: short enough for a message, complete enough for the paper on the
// gate. Written from the decision only; it cites no article that was not read in the law, and
// nobody is in it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "election/rules.h"
#include "words/speech.h"

namespace adem::brief {

// How things are called in the register and the rule book.
struct Callings {
  std::function<std::string(const std::string& key)> station;  // "TPS 001 Guntung"
  std::function<std::string(const std::string& code)> area;    // "Guntung"
  std::function<std::string(const std::string& id)> office;    // "KPU kabupaten/kota Dumai"
};

// "KPU kabupaten/kota Dumai" of "kpu:14.72", as the rule book calls it in a language; nothing where
// it does not know the kind.
std::optional<std::string> office_called(
    const std::string& id, const election::RuleBook& rules, std::string_view language,
    const std::function<std::string(const std::string& code)>& area);

// One line of desk::notice_list. Made-up data says so in the first line.
std::vector<std::string> notice_lines(const Json& notice, const Callings& callings,
                                      const words::Speech& speech);

}  // namespace adem::brief
