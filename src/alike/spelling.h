// One spelling for many: chat abbreviations, doubled letters, "2" for a word said twice, the number
// of a station with and without zeros. For comparison only; what people wrote is kept as they wrote
// it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.h"

namespace adem::alike {

class Spelling {
 public:
  // A table as locales/spelling-id.json: {"words": {"yang": ["yg", …]}, "endings": {"nya": ["ny"]},
  // "numbered": {"tps": 3}} (the number after such a word is written with so many digits). Error
  // alike.bad-spelling {word}: a spelling that stands for two words, or holds more than one.
  explicit Spelling(const Json& table);
  // The table that travels in the binary.
  static const Spelling& indonesian();

  // The words of a text in one spelling, one space between them. Doubled letters are single:
  // "banjirrr" and "banjir", but also "maaf" and "maf". Linear in the text.
  std::string normal(std::string_view text) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <typename T>
  using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  void add(std::string& out, std::string_view word) const;
  void add_number(std::string& out, std::string_view digits) const;

  Map<std::string> words_;
  std::vector<std::pair<std::string, std::string>> endings_;  // as written, as meant
  Map<std::size_t> numbered_;
};

}  // namespace adem::alike
