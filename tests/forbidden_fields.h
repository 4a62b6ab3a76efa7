// Names of fields that adem must not have: nothing about persons, parties, candidates, religion,
// ethnicity or votes (DOMAIN, section 7), in both languages. A name is divided into its words; a
// word that begins with a stem is found, short stems only as whole words.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace adem::testing {

inline std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    // "votesTotal" has two words.
    if (std::isupper(byte) && !words.back().empty()) words.emplace_back();
    if (std::isalpha(byte)) {
      words.back() += static_cast<char>(std::tolower(byte));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// The stem that a name falls under; empty: none.
inline std::string_view forbidden_stem(std::string_view name) {
  static constexpr std::array stems = {
      // persons
      "person", "people", "orang", "name", "nama", "citizen", "penduduk", "birth", "lahir",
      "gender", "kelamin", "address", "alamat", "phone", "telepon", "telp", "email", "surel",
      "handle", "profil", "username", "passport", "paspor", "photo", "foto", "wajah", "sidik",
      // parties and candidates
      "party", "parties", "partai", "parpol", "koalisi", "coalition", "candidate", "calon",
      "paslon", "kandidat", "caleg", "nominee", "incumbent", "petahana",
      // religion and ethnicity
      "religio", "agama", "faith", "iman", "ethnic", "etni", "suku", "tribe", "racial", "caste",
      // votes and turnout
      "vote", "suara", "ballot", "turnout", "partisipasi", "choice", "pilihan", "preference",
      "winner", "pemenang", "perolehan", "elected", "terpilih", "dukungan", "elektabilitas"};
  static constexpr std::array whole = {"nik", "ktp", "kk", "age", "umur", "usia",
                                       "sex", "hp",  "wa", "ras", "race", "sara"};
  for (const auto& word : words_of(name)) {
    const auto* stem = std::ranges::find_if(
        stems, [&word](std::string_view one) { return word.starts_with(one); });
    if (stem != stems.end()) return *stem;
    const auto* same = std::ranges::find(whole, std::string_view(word));
    if (same != whole.end()) return *same;
  }
  return {};
}

}  // namespace adem::testing
