#include "geo/content.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string_view>

#include "base/error.h"

namespace adem::geo {

namespace {

constexpr std::size_t kHead = 4096;

std::string read_at(std::ifstream& in, std::uint64_t at, std::size_t size) {
  std::string bytes(size, '\0');
  in.clear();
  in.seekg(static_cast<std::streamoff>(at));
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
  return bytes;
}

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

[[noreturn]] void unknown(const std::string& path) {
  throw Error(ErrorKind::unsupported, "geo.unknown-content", {}, path);
}

// An archive by its central directory (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16). Archives of
// more than 4 GiB say so in fields that are all ones, which is too large here too.
std::string archive_kind(std::ifstream& in, std::uint64_t size, const std::string& path,
                         std::uint64_t most_unpacked) {
  constexpr std::size_t kEnd = 22, kEntry = 46, kLongestComment = 65535;
  const std::uint64_t from = size > kEnd + kLongestComment ? size - kEnd - kLongestComment : 0;
  const std::string tail = read_at(in, from, static_cast<std::size_t>(size - from));
  const auto end = tail.rfind("PK\x05\x06");
  if (end == std::string::npos || end + kEnd > tail.size()) unknown(path);
  const auto length = number(tail, end + 12, 4), start = number(tail, end + 16, 4);
  if (start > size || length > size - start) unknown(path);
  const std::string list = read_at(in, start, static_cast<std::size_t>(length));
  std::uint64_t unpacked = 0;
  bool excel = false, open_document = false;
  for (std::size_t at = 0; at + kEntry <= list.size();) {
    if (list.compare(at, 4, "PK\x01\x02") != 0) unknown(path);
    unpacked += number(list, at + 24, 4);
    const std::size_t name_size = number(list, at + 28, 2);
    const std::size_t rest = number(list, at + 30, 2) + number(list, at + 32, 2);
    if (at + kEntry + name_size > list.size()) unknown(path);
    const auto name = std::string_view(list).substr(at + kEntry, name_size);
    excel = excel || name == "xl/workbook.xml";
    open_document = open_document || name == "content.xml";
    at += kEntry + name_size + rest;
  }
  if (unpacked > most_unpacked) {
    throw Error(ErrorKind::unsupported, "geo.unpacks-too-large",
                {{"limit", static_cast<std::int64_t>(most_unpacked >> 20)}}, path);
  }
  if (excel) return "xlsx";
  if (open_document) return "ods";
  unknown(path);
}

std::string_view without_lead(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  return text;
}

bool begins(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

}  // namespace

std::string content_extension(const std::string& path, std::uint64_t most_unpacked) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  const auto size = static_cast<std::uint64_t>(in.tellg());
  const std::string head = read_at(in, 0, kHead);
  using std::string_view_literals::operator""sv;
  if (head.starts_with("PK\x03\x04")) return archive_kind(in, size, path, most_unpacked);
  if (head.starts_with("SQLite format 3\0"sv)) return "gpkg";
  for (const auto magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
    if (head.starts_with(magic)) return "tif";
  }
  // A blob's length in four bytes, then its header, whose first field is its type.
  if (head.substr(0, 32).find("OSMHeader") != std::string::npos) return "pbf";
  if (head.find('\0') != std::string::npos) {
    // Sheets that are saved as text in UTF-16 begin with its mark.
    if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return "csv";
    unknown(path);
  }
  const auto text = without_lead(head);
  if (text.empty()) unknown(path);
  if (text.front() == '{') return "geojson";
  if (begins(text, "ncols")) return "asc";
  if (text.front() != '<') return "csv";
  if (text.find("<kml") != std::string_view::npos) return "kml";
  if (text.find("<osm") != std::string_view::npos) return "osm";
  unknown(path);
}

}  // namespace adem::geo
