#include "geo/table_csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <csv.h>
#include <fcntl.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "geo/formula.h"
#include "geo/header_row.h"
#include "geo/text_encoding.h"

namespace adem::geo {

namespace {

// The file's bytes, mapped where that is possible so that a nation's list costs no copy.
class FileBytes {
 public:
  explicit FileBytes(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info{};
    if (fd >= 0 && ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
      size_ = static_cast<std::size_t>(info.st_size);
      mapped_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    if (fd >= 0) ::close(fd);
    if (mapped_ == MAP_FAILED) {
      copy_ = read_file(path);
    } else {
      ::madvise(mapped_, size_, MADV_SEQUENTIAL);
    }
  }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes() {
    if (mapped_ != MAP_FAILED) ::munmap(mapped_, size_);
  }
  std::string_view view() const {
    if (mapped_ == MAP_FAILED) return copy_;
    return {static_cast<const char*>(mapped_), size_};
  }
  // Gives back the pages before `offset`: they will not be read again.
  void drop_before(std::size_t offset) {
    if (mapped_ == MAP_FAILED) return;
    const std::size_t whole = offset / kDrop * kDrop;
    if (whole <= dropped_) return;
    ::madvise(static_cast<char*>(mapped_) + dropped_, whole - dropped_, MADV_DONTNEED);
    dropped_ = whole;
  }

 private:
  static constexpr std::size_t kDrop = std::size_t{4} << 20;
  void* mapped_ = MAP_FAILED;
  std::size_t size_ = 0, dropped_ = 0;
  std::string copy_;
};

// Counts a delimiter outside quotes, record by record, in the first records of the text.
std::vector<std::size_t> counts(std::string_view text, char delimiter) {
  std::vector<std::size_t> result;
  std::size_t count = 0;
  bool quoted = false, any = false;
  for (const char c : text.substr(0, std::size_t{64} << 10)) {
    if (c == '"') quoted = !quoted;
    if (quoted || (c != '\n' && c != '\r')) {
      if (!quoted && c == delimiter) ++count;
      any = true;
      continue;
    }
    if (any) result.push_back(count);
    count = 0;
    any = false;
    if (result.size() >= kHeaderSearch) break;
  }
  if (any && result.size() < kHeaderSearch) result.push_back(count);
  return result;
}

// The delimiter that most of the first records agree on; a comma where there is one column.
char sniff_delimiter(std::string_view text) {
  constexpr std::array kCandidates = {',', ';', '\t'};
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : kCandidates) {
    const auto found = counts(text, candidate);
    std::size_t score = 0;
    for (const auto count : found) {
      if (count == 0) continue;
      const auto alike = static_cast<std::size_t>(std::count(found.begin(), found.end(), count));
      score = std::max(score, alike * 1000 + std::min<std::size_t>(count, 999));
    }
    if (score > best_score) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

extern "C" int adem_csv_no_space(unsigned char) { return 0; }

// What libcsv has given us and nobody has asked for yet.
struct Parsed {
  struct Record {
    std::size_t number, first_cell, cells;
  };
  std::string text;
  std::vector<std::uint32_t> ends;
  std::vector<Record> records;
  std::size_t open_cells = 0;  // of the record being read
  std::size_t row = 1;
  int last_end = 0;

  // Forgets what was handed out; cells of a record that is still being read stay.
  void clear() {
    const std::size_t first = ends.size() - open_cells;
    const std::uint32_t from = first == 0 ? 0 : ends[first - 1];
    text.erase(0, from);
    ends.erase(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(first));
    for (auto& end : ends) end -= from;
    records.clear();
  }
  void add_cell(const char* data, std::size_t size) {
    if (size > 0) text.append(data, size);
    ends.push_back(static_cast<std::uint32_t>(text.size()));
    ++open_cells;
  }
  void end_record(int terminator) {
    // "\r\n" is one line end: libcsv reports an empty record for its second half.
    if (open_cells == 0 && last_end == '\r' && terminator == '\n') {
      last_end = 0;
      return;
    }
    if (open_cells > 0) records.push_back({row, ends.size() - open_cells, open_cells});
    open_cells = 0;
    last_end = terminator;
    ++row;
  }
};

extern "C" void adem_csv_cell(void* data, std::size_t size, void* parsed) {
  static_cast<Parsed*>(parsed)->add_cell(static_cast<const char*>(data), size);
}

extern "C" void adem_csv_record(int terminator, void* parsed) {
  static_cast<Parsed*>(parsed)->end_record(terminator);
}

// Given back whatever throws.
struct CsvParser {
  CsvParser() {
    if (csv_init(&raw, CSV_STRICT | CSV_REPALL_NL) != 0) throw std::bad_alloc();
  }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;
  ~CsvParser() { csv_free(&raw); }
  csv_parser raw{};
};

class CsvReader : public TableReader {
 public:
  explicit CsvReader(const std::string& path) : path_(path), bytes_(path) {
    auto decoded = decode_text(bytes_.view());
    if (!decoded) throw Error(ErrorKind::bad_input, "geo.not-text", {}, path_);
    decoded_ = std::move(*decoded);
    if (decoded_.encoding == Encoding::windows_1252) notes_.push_back({"intake.note.encoding", {}});
    rest_ = decoded_.text();
    csv_set_space_func(&parser_.raw, adem_csv_no_space);
    csv_set_blk_size(&parser_.raw, 4096);
    skip_separator_line();
    csv_set_delim(&parser_.raw, static_cast<unsigned char>(delimiter_));
    find_header();
  }
  const std::vector<std::string>& columns() const override { return columns_; }
  bool spatial() const override { return false; }
  std::vector<Message> notes() const override { return notes_; }

  bool next(Row& row) override {
    while (next_record_ == parsed_.records.size()) {
      if (finished_) return false;
      parsed_.clear();
      next_record_ = 0;
      parse_some();
    }
    const auto& record = parsed_.records[next_record_++];
    row.number = record.number;
    row.cells.resize(record.cells);
    for (std::size_t i = 0; i < record.cells; ++i) row.cells[i] = cell(record, i);
    row.ragged = record.cells != columns_.size();
    row.point.reset();
    row.shape = nullptr;
    return true;
  }

 private:
  static constexpr std::size_t kStep = std::size_t{256} << 10;

  std::string_view cell(const Parsed::Record& record, std::size_t i) const {
    const std::size_t at = record.first_cell + i;
    const std::size_t from = at == 0 ? 0 : parsed_.ends[at - 1];
    auto text = std::string_view(parsed_.text).substr(from, parsed_.ends[at] - from);
    if (has_quote(text)) text.remove_prefix(1);
    return text;
  }

  // Excel writes "sep=;" above some of its lists.
  void skip_separator_line() {
    if (rest_.starts_with("sep=") && rest_.size() > 4) {
      delimiter_ = rest_[4];
      const auto end = rest_.find('\n');
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      parsed_.row = 2;
    } else {
      delimiter_ = sniff_delimiter(rest_);
    }
  }

  [[noreturn]] void malformed(const char* why) const {
    throw Error(ErrorKind::bad_input, why, {{"row", static_cast<std::int64_t>(parsed_.row)}},
                path_);
  }

  // Feeds libcsv until records are there or the file ends.
  void parse_some() {
    do {
      if (rest_.empty()) {
        // A quote that was opened and never closed would swallow rows in silence.
        if (parser_.raw.quoted != 0 && parser_.raw.pstate == kFieldBegun)
          malformed("geo.open-quote");
        if (csv_fini(&parser_.raw, adem_csv_cell, adem_csv_record, &parsed_) != 0) {
          malformed("geo.bad-quote");
        }
        finished_ = true;
        return;
      }
      feed(rest_.substr(0, kStep));
      if (decoded_.encoding == Encoding::utf8) {
        bytes_.drop_before(static_cast<std::size_t>(rest_.data() - bytes_.view().data()));
      }
      if (parsed_.text.size() > std::numeric_limits<std::uint32_t>::max() - kStep) {
        malformed("geo.open-quote");
      }
    } while (parsed_.records.empty());
  }

  void feed(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t done = csv_parse(&parser_.raw, piece.data(), piece.size(), adem_csv_cell,
                                         adem_csv_record, &parsed_);
      rest_.remove_prefix(done);
      piece.remove_prefix(done);
      if (piece.empty()) return;
      if (csv_error(&parser_.raw) != CSV_EPARSE) throw std::bad_alloc();
      // A quote inside an unquoted cell is just a quote; after a closing quote it is a mistake.
      if (parser_.raw.quoted != 0) malformed("geo.bad-quote");
      csv_set_opts(&parser_.raw, CSV_REPALL_NL);
      csv_parse(&parser_.raw, piece.data(), 1, adem_csv_cell, adem_csv_record, &parsed_);
      csv_set_opts(&parser_.raw, CSV_STRICT | CSV_REPALL_NL);
      rest_.remove_prefix(1);
      piece.remove_prefix(1);
    }
  }

  void find_header() {
    while (!finished_ && parsed_.records.size() < kHeaderSearch) parse_some();
    std::vector<std::vector<std::string>> first;
    for (std::size_t r = 0; r < std::min(kHeaderSearch, parsed_.records.size()); ++r) {
      auto& cells = first.emplace_back();
      const auto& record = parsed_.records[r];
      for (std::size_t i = 0; i < record.cells; ++i) cells.emplace_back(cell(record, i));
    }
    const std::size_t at = header_row(first);
    if (at == first.size()) throw Error(ErrorKind::bad_input, "geo.no-header", {}, path_);
    columns_ = column_names(first[at]);
    next_record_ = at + 1;
    if (at > 0) {
      notes_.push_back({"intake.note.header-row",
                        {{"row", static_cast<std::int64_t>(parsed_.records[at].number)}}});
    }
  }

  static constexpr int kFieldBegun = 2;  // libcsv's own state, csv.c

  std::string path_;
  FileBytes bytes_;
  Decoded decoded_;
  std::string_view rest_;
  char delimiter_ = ',';
  CsvParser parser_;
  Parsed parsed_;
  std::size_t next_record_ = 0;
  bool finished_ = false;
  std::vector<std::string> columns_;
  std::vector<Message> notes_;
};

}  // namespace

std::unique_ptr<TableReader> open_csv(const std::string& path) {
  return std::make_unique<CsvReader>(path);
}

}  // namespace adem::geo
