#include "election/register.h"

#include <bit>
#include <cstring>

#include "base/error.h"

namespace adem::election {

namespace {

// Layout of a station list, all integers little-endian:
//   "ADEMST01", u64 rows, ids (16 bytes each), lat (f64), lon (f64), voters (i32), flags (u16),
//   then per text column: u64 heap size, lengths as LEB128, heap; last a u64 checksum of all that.
//   A length is stored plus one; 0 says "the text of the row before" (villages come in runs).
constexpr std::string_view kMagic = "ADEMST01";

static_assert(std::endian::native == std::endian::little, "the station file is little-endian");

// FNV-1a over 8-byte words: tells a torn or truncated file; the content hash tells the rest.
class Checksum {
 public:
  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      if (held_ == 0 && bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), 8);
        mix(word);
        bytes.remove_prefix(8);
        continue;
      }
      word_ |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes.front())) << (8 * held_);
      bytes.remove_prefix(1);
      if (++held_ == 8) {
        mix(word_);
        word_ = 0;
        held_ = 0;
      }
    }
  }
  std::uint64_t value() const { return (hash_ ^ word_ ^ held_) * kPrime; }

 private:
  static constexpr std::uint64_t kPrime = 0x100000001b3;
  void mix(std::uint64_t word) {
    hash_ = (hash_ ^ word) * kPrime;
    hash_ ^= hash_ >> 32;
  }
  std::uint64_t hash_ = 0xcbf29ce484222325, word_ = 0;
  unsigned held_ = 0;
};

void append_leb128(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(value | 0x80));
    value >>= 7;
  }
  out += static_cast<char>(static_cast<unsigned char>(value));
}

template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <typename T>
std::string_view bytes_of_value(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

// A text column without the texts that repeat the row before.
struct Packed {
  std::uint64_t heap = 0;
  std::string lengths;
  std::vector<std::string_view> runs;  // pieces of the heap that stay, in order
};

Packed pack(std::string_view heap, const std::vector<std::uint32_t>& ends) {
  Packed packed;
  packed.lengths.reserve(ends.size() + ends.size() / 8);
  std::uint32_t from = 0, run = 0;
  std::string_view before;
  const auto close_run = [&](std::uint32_t to) {
    if (to > run) packed.runs.push_back(heap.substr(run, to - run));
    packed.heap += to - run;
  };
  for (std::size_t row = 0; row < ends.size(); ++row) {
    const auto text = heap.substr(from, ends[row] - from);
    if (row > 0 && text == before && !text.empty()) {
      append_leb128(packed.lengths, 0);
      close_run(from);
      run = ends[row];
    } else {
      append_leb128(packed.lengths, text.size() + 1);
      before = text;
    }
    from = ends[row];
  }
  close_run(from);
  return packed;
}

[[noreturn]] void bad_file() { throw Error(ErrorKind::bad_input, "election.bad-station-file"); }

// Takes pieces off the front, never past the end.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) bad_file();
    const auto piece = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(piece.size());
    return piece;
  }
  std::uint64_t u64() {
    std::uint64_t value = 0;
    std::memcpy(&value, take(8).data(), 8);
    return value;
  }
  std::uint32_t leb128() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) {
        if (value > std::numeric_limits<std::uint32_t>::max()) bad_file();
        return static_cast<std::uint32_t>(value);
      }
    }
    bad_file();
  }
  template <typename T>
  void fill(std::vector<T>& values, std::uint64_t count) {
    if (count > rest_.size() / sizeof(T)) bad_file();
    values.resize(static_cast<std::size_t>(count));
    const auto piece = take(count * sizeof(T));
    if (!piece.empty()) std::memcpy(values.data(), piece.data(), piece.size());
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

void unpack(Cursor packed, const std::vector<std::uint32_t>& lengths, std::string& heap,
            std::vector<std::uint32_t>& ends) {
  ends.reserve(lengths.size());
  std::size_t from = 0, size = 0;  // the text of the row before
  for (const auto length : lengths) {
    if (length > 0) {
      from = heap.size();
      size = length - 1;
      heap += packed.take(size);
    } else {
      // A damaged file must not grow without end out of a few repetitions.
      if (ends.empty() || size > std::numeric_limits<std::uint32_t>::max() - heap.size())
        bad_file();
      heap.append(heap, from, size);
      from = heap.size() - size;
    }
    ends.push_back(static_cast<std::uint32_t>(heap.size()));
  }
  if (!packed.done()) bad_file();
}

bool equal_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

void StationTable::Column::add(std::string_view text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max() - heap.size()) {
    throw Error(ErrorKind::unsupported, "election.too-large");
  }
  heap.append(text);
  ends.push_back(static_cast<std::uint32_t>(heap.size()));
}

std::string_view StationTable::Column::at(std::size_t row) const {
  const std::size_t from = row == 0 ? 0 : ends[row - 1];
  return std::string_view(heap).substr(from, ends[row] - from);
}

void StationTable::reserve(std::size_t rows) {
  ids_.reserve(rows);
  lat_.reserve(rows);
  lon_.reserve(rows);
  voters_.reserve(rows);
  flags_.reserve(rows);
  for (auto& column : columns_) column.ends.reserve(rows);
}

void StationTable::add(const Id& id, const std::array<std::string_view, kStationTexts>& texts,
                       double lat, double lon, std::int32_t voters, Flags flags) {
  for (std::size_t i = 0; i < kStationTexts; ++i) columns_[i].add(texts[i]);
  ids_.push_back(id);
  lat_.push_back(lat);
  lon_.push_back(lon);
  voters_.push_back(voters);
  flags_.push_back(flags);
}

void StationTable::add(const Station& station) {
  std::array<std::string_view, kStationTexts> texts;
  for (std::size_t i = 0; i < kStationTexts; ++i) texts[i] = station.texts[i];
  add(station.id, texts, station.lat, station.lon, station.voters, station.flags);
}

std::string StationTable::call_name(std::size_t row) const {
  std::string name(text(row, StationText::name));
  if (!name.empty()) return name;
  const auto number = text(row, StationText::number);
  return number.empty() ? std::string(text(row, StationText::key)) : "TPS " + std::string(number);
}

std::string_view StationTable::text(std::size_t row, StationText column) const {
  return columns_[static_cast<std::size_t>(column)].at(row);
}

void StationTable::set_point(std::size_t row, double lat, double lon) {
  lat_[row] = lat;
  lon_[row] = lon;
}

void StationTable::replace(StationText which,
                           const std::vector<std::pair<std::uint32_t, std::string>>& texts) {
  if (texts.empty()) return;
  auto& column = columns_[static_cast<std::size_t>(which)];
  Column made;
  made.ends.reserve(size());
  made.heap.reserve(column.heap.size());
  auto next = texts.begin();
  for (std::size_t row = 0; row < size(); ++row) {
    if (next != texts.end() && next->first == row) {
      made.add(next++->second);
    } else {
      made.add(column.at(row));
    }
  }
  column = std::move(made);
}

Station StationTable::station(std::size_t row) const {
  Station station;
  station.id = ids_[row];
  for (std::size_t i = 0; i < kStationTexts; ++i) station.texts[i] = columns_[i].at(row);
  station.lat = lat_[row];
  station.lon = lon_[row];
  station.voters = voters_[row];
  station.flags = flags_[row];
  return station;
}

bool StationTable::same(std::size_t row, const StationTable& other, std::size_t other_row) const {
  if (ids_[row] != other.ids_[other_row] || voters_[row] != other.voters_[other_row] ||
      flags_[row] != other.flags_[other_row] || !equal_number(lat_[row], other.lat_[other_row]) ||
      !equal_number(lon_[row], other.lon_[other_row])) {
    return false;
  }
  for (std::size_t i = 0; i < kStationTexts; ++i) {
    if (columns_[i].at(row) != other.columns_[i].at(other_row)) return false;
  }
  return true;
}

void StationTable::encode(const std::function<void(std::string_view)>& sink) const {
  Checksum checksum;
  const auto put = [&](std::string_view bytes) {
    checksum.add(bytes);
    sink(bytes);
  };
  put(kMagic);
  put(bytes_of_value(static_cast<std::uint64_t>(size())));
  put(bytes_of(ids_));
  put(bytes_of(lat_));
  put(bytes_of(lon_));
  put(bytes_of(voters_));
  put(bytes_of(flags_));
  for (const auto& column : columns_) {
    const Packed packed = pack(column.heap, column.ends);
    put(bytes_of_value(static_cast<std::uint64_t>(packed.heap)));
    put(packed.lengths);
    for (const auto& run : packed.runs) put(run);
  }
  sink(bytes_of_value(checksum.value()));
}

std::string StationTable::encode() const {
  std::size_t most = kMagic.size() + 16 + size() * (16 + 8 + 8 + 4 + 2);
  for (const auto& column : columns_) most += 8 + column.heap.size() + size() * 2;
  std::string bytes;
  bytes.reserve(most);
  encode([&bytes](std::string_view piece) { bytes.append(piece); });
  return bytes;
}

StationTable StationTable::decode(std::string_view bytes) {
  if (bytes.size() < kMagic.size() + 16 || !bytes.starts_with(kMagic)) bad_file();
  std::uint64_t told = 0;
  std::memcpy(&told, bytes.data() + bytes.size() - 8, 8);
  bytes.remove_suffix(8);
  Checksum checksum;
  checksum.add(bytes);
  if (checksum.value() != told) bad_file();
  Cursor cursor(bytes.substr(kMagic.size()));
  const std::uint64_t rows = cursor.u64();
  StationTable table;
  cursor.fill(table.ids_, rows);
  cursor.fill(table.lat_, rows);
  cursor.fill(table.lon_, rows);
  cursor.fill(table.voters_, rows);
  cursor.fill(table.flags_, rows);
  for (auto& column : table.columns_) {
    const std::uint64_t heap = cursor.u64();
    std::vector<std::uint32_t> lengths;
    for (std::uint64_t row = 0; row < rows; ++row) lengths.push_back(cursor.leb128());
    unpack(Cursor(cursor.take(heap)), lengths, column.heap, column.ends);
  }
  if (!cursor.done()) bad_file();
  return table;
}

}  // namespace adem::election
