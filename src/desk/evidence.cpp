#include "desk/evidence.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/format.h"
#include "base/hash.h"

namespace adem::desk {

namespace {

std::optional<double> degrees(std::string_view text, double most) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  double value = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (text.empty() || !whole || !std::isfinite(value) || std::abs(value) > most) return {};
  return value;
}

}  // namespace

std::string position(const std::string& text) {
  const std::string_view all(text);
  const auto comma = all.find(',');
  if (comma != std::string_view::npos) {
    const auto lat = degrees(all.substr(0, comma), 90), lon = degrees(all.substr(comma + 1), 180);
    if (lat && lon) return fmt::format("{:.5f},{:.5f}", *lat, *lon);
  }
  throw Error(ErrorKind::bad_input, "desk.bad-position", {{"text", text}});
}

void put_evidence(Json& body, const Args& args) {
  std::vector<std::string> photos;
  for (const auto& text : args.list("photo")) {
    const auto hash = Hash::from_hex(text);
    if (!hash) throw Error(ErrorKind::bad_input, "desk.bad-photo", {{"text", text}});
    photos.push_back(hash->hex());
  }
  if (photos.size() > kMostPhotos) {
    throw Error(ErrorKind::bad_input, "desk.too-many-photos",
                {{"most", static_cast<std::int64_t>(kMostPhotos)}});
  }
  if (!photos.empty()) body["content"] = photos;
  if (args.has("position")) body["position"] = position(args.text("position"));
}

void keep_evidence(Json& entry, const Json& body) {
  if (!body.is_object()) return;  // taken out
  if (body.contains("content")) {
    entry["photos"] = body.at("content").get<std::vector<std::string>>();
  }
  if (body.contains("position")) entry["position"] = body.at("position").get<std::string>();
}

}  // namespace adem::desk
