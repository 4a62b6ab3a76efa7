// Claims as people forward them, made from a seed: invented sentences of everyday Indonesian words,
// copies of them with controlled edits (abbreviations, doubled letters, typing errors, words left
// out, put in or swapped, greetings before and pleas after), copies of copies, and look-alikes that
// differ in the station or the village and are claims of their own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace adem::alike::testing {

inline constexpr std::array<std::string_view, 96> kWords = {
    "banjir",    "jalan",   "warga",     "petugas",   "kotak",     "suara",   "dipindah",
    "sekolah",   "gedung",  "pintu",     "malam",     "pagi",      "siang",   "belum",
    "datang",    "mobil",   "logistik",  "terlambat", "listrik",   "padam",   "air",
    "naik",      "lutut",   "betis",     "jembatan",  "rusak",     "perahu",  "karet",
    "posko",     "kantor",  "lurah",     "camat",     "undangan",  "pemilih", "terdaftar",
    "nama",      "hilang",  "surat",     "panggilan", "dibagikan", "tidak",   "rata",
    "antre",     "panjang", "panas",     "hujan",     "deras",     "angin",   "pohon",
    "tumbang",   "menutup", "akses",     "menuju",    "lokasi",    "dekat",   "pasar",
    "lapangan",  "masjid",  "puskesmas", "dokter",    "obat",      "makanan", "kosong",
    "bantuan",   "tenda",   "kursi",     "meja",      "bilik",     "kurang",  "rekapitulasi",
    "kecamatan", "ditunda", "besok",     "lusa",      "katanya",   "dengar",  "grup",
    "kabar",     "benar",   "salah",     "jadwal",    "dimajukan", "pukul",   "tutup",
    "buka",      "saksi",   "mandat",    "formulir",  "ditolak",   "kertas",  "sobek",
    "tertukar",  "dengan",  "untuk",     "karena",    "yang"};
inline constexpr std::array<std::string_view, 12> kPlaces = {
    "Tanjung Contoh", "Muara Contoh", "Bukit Contoh", "Kampung Baru", "Pasar Lama", "Sungai Dua",
    "Rawa Panjang",   "Teluk Indah",  "Pulau Kecil",  "Ujung Batu",   "Air Putih",  "Kuala Sejuk"};

class Claims {
 public:
  explicit Claims(std::uint64_t seed) : random_(seed) {}

  // Most claims are heard once or a few times, some hundreds of times.
  std::vector<std::string> make(std::size_t count) {
    std::vector<std::string> texts;
    while (texts.size() < count) {
      const std::string claim = sentence();
      const double luck = unit();
      const std::size_t copies = luck < 0.5 ? 1 : luck < 0.97 ? 2 + below(8) : 30 + below(270);
      const std::size_t begin = texts.size();
      texts.push_back(claim);
      for (std::size_t i = 1; i < copies && texts.size() < count; ++i) {
        // A third of the copies are copies of copies.
        const auto& from = unit() < 0.33 ? texts[begin + below(texts.size() - begin)] : claim;
        texts.push_back(edited(from, below(4)));
      }
      if (unit() < 0.2 && texts.size() < count) texts.push_back(look_alike(claim));
    }
    std::shuffle(texts.begin(), texts.end(), random_);
    return texts;
  }

  std::string sentence() {
    std::string text;
    const std::size_t length = 10 + below(20);
    const std::size_t station = below(length), place = below(length);
    for (std::size_t i = 0; i < length; ++i) {
      if (i == station) add(text, "TPS " + std::to_string(1 + below(30)));
      if (i == place) add(text, kPlaces[below(kPlaces.size())]);
      add(text, kWords[below(kWords.size())]);
    }
    return text;
  }

  // One claim after so many edits.
  std::string edited(std::string text, std::size_t edits) {
    for (std::size_t i = 0; i < edits; ++i) text = edit(text);
    return text;
  }

  // The same sentence about another station.
  std::string look_alike(const std::string& text) {
    auto words = split(text);
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i - 1] == "TPS") words[i] = std::to_string(31 + below(30));
    }
    return joined(words);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  double unit() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  static void add(std::string& text, std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find(' ', at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return words;
  }
  static std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) add(text, word);
    return text;
  }

  std::string edit(const std::string& text) {
    auto words = split(text);
    const std::size_t at = below(words.size());
    std::string& word = words[at];
    switch (below(9)) {
      case 0:
        return abbreviated(words);
      case 1:  // a letter held down
        word += std::string(1 + below(4), word.back());
        break;
      case 2:  // two letters the wrong way round
        if (word.size() > 3) std::swap(word[1], word[2]);
        break;
      case 3:  // a letter left out
        if (word.size() > 4) word.erase(1 + below(word.size() - 2), 1);
        break;
      case 4:
        if (words.size() > 6) words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 5:
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at),
                     std::string(kWords[below(kWords.size())]));
        break;
      case 6:
        return "Info: " + text;
      case 7:
        return text + " mohon dicek";
      default:
        for (char& c : words[at]) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        words[at] += "!!";
    }
    return joined(words);
  }

  static std::string abbreviated(std::vector<std::string> words) {
    static constexpr std::array<std::array<std::string_view, 2>, 8> kShort = {{{"yang", "yg"},
                                                                               {"tidak", "gak"},
                                                                               {"dengan", "dgn"},
                                                                               {"untuk", "utk"},
                                                                               {"karena", "krn"},
                                                                               {"belum", "blm"},
                                                                               {"jalan", "jln"},
                                                                               {"malam", "mlm"}}};
    for (auto& word : words) {
      for (const auto& [whole, brief] : kShort) {
        if (word == whole) word = brief;
      }
    }
    return joined(words);
  }

  std::mt19937_64 random_;
};

}  // namespace adem::alike::testing
