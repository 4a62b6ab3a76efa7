// A public notice as plain text: short enough for a message, complete enough for the paper on the
// gate. Written from the decision only; it cites no article that was not read in the law, and
// nobody is in it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "words/speech.h"

namespace adem::brief {

// How things are called in the register and the rule book.
struct Callings {
  std::function<std::string(const std::string& key)> station;  // "TPS 001 Guntung"
  std::function<std::string(const std::string& code)> area;    // "Guntung"
  std::function<std::string(const std::string& id)> office;    // "KPU kabupaten/kota Dumai"
};

// One line of desk::notice_list. Made-up data says so in the first line.
std::vector<std::string> notice_lines(const Json& notice, const Callings& callings,
                                      const words::Speech& speech);

}  // namespace adem::brief
