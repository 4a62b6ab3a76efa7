#include "words/speech.h"

#include <array>
#include <cmath>
#include <unicode/fmtable.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>
#include <unordered_map>
#include <vector>

#include "base/format.h"
#include "base/json.h"
#include "base/resources.h"

namespace adem::words {

namespace {

constexpr std::array kDaysId = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
constexpr std::array kDaysEn = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                "Thursday", "Friday", "Saturday"};
constexpr std::array kMonthsId = {"Januari",   "Februari", "Maret",    "April",
                                  "Mei",       "Juni",     "Juli",     "Agustus",
                                  "September", "Oktober",  "November", "Desember"};
constexpr std::array kMonthsEn = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
constexpr std::array kShortId = {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
                                 "Jul", "Agu", "Sep", "Okt", "Nov", "Des"};
constexpr std::array kShortEn = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void flatten(const Json& node, const std::string& prefix,
             std::unordered_map<std::string, std::string>& out) {
  if (node.is_string()) {
    out.emplace(prefix, node.get<std::string>());
    return;
  }
  for (const auto& [key, value] : node.items()) {
    flatten(value, prefix.empty() ? key : prefix + "." + key, out);
  }
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

struct Speech::Impl {
  std::string language;
  Zone zone;
  bool indonesian;
  icu::Locale locale;
  std::unordered_map<std::string, std::string> texts;
};

Speech::Speech(std::string_view language, const Zone& zone)
    : impl_(new Impl{std::string(language),
                     zone,
                     language == "id",
                     icu::Locale(language == "id" ? "id_ID" : "en_GB"),
                     {}}) {
  if (language != "id" && language != "en") {
    throw Error(ErrorKind::misuse, "words.unknown-language", {{"language", std::string(language)}});
  }
  const auto path = fmt::format("locales/{}.json", language);
  flatten(Json::parse(resource(path)), "", impl_->texts);
}

Speech::Speech(Speech&&) noexcept = default;
Speech::~Speech() = default;

const std::string& Speech::language() const { return impl_->language; }
const Zone& Speech::zone() const { return impl_->zone; }

bool Speech::has(std::string_view code) const { return impl_->texts.contains(std::string(code)); }

std::string Speech::say(std::string_view code, Args args) const {
  return say(Message{std::string(code), std::move(args)});
}

std::string Speech::say(const Message& message) const {
  const auto found = impl_->texts.find(message.code);
  if (found == impl_->texts.end()) {
    const std::string error = "error." + message.code;
    if (!has(error + ".what")) return debug_text(message);
    std::string text = say(error + ".what", message.args);
    if (has(error + ".mend")) {
      text += " " + say("error.mend", {{"mend", say(error + ".mend", message.args)}});
    }
    return text;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(found->second), impl_->locale,
                                  status);
  if (U_FAILURE(status)) return debug_text(message);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, arg] : message.args) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    if (const auto* text = std::get_if<std::string>(&arg)) {
      values.emplace_back(icu::UnicodeString::fromUTF8(*text));
      // A code with hyphens, as the keywords of a select must be written: {name_key}.
      names.push_back(icu::UnicodeString::fromUTF8(name + "_key"));
      values.emplace_back(icu::UnicodeString::fromUTF8(*text).findAndReplace("-", "_"));
    } else if (const auto* count = std::get_if<std::int64_t>(&arg)) {
      values.emplace_back(*count);
    } else if (const auto* measure = std::get_if<double>(&arg)) {
      values.emplace_back(*measure);
    } else {
      values.emplace_back(icu::UnicodeString::fromUTF8(clock(std::get<Instant>(arg))));
      // Its day stands beside it as {name_day}.
      names.push_back(icu::UnicodeString::fromUTF8(name + "_day"));
      values.emplace_back(icu::UnicodeString::fromUTF8(short_day(std::get<Instant>(arg))));
    }
  }
  icu::UnicodeString out;
  format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), out, status);
  return U_FAILURE(status) ? debug_text(message) : utf8(out);
}

std::string Speech::say(const Error& error) const {
  const Message& message = error.message();
  const std::string base = "error." + message.code;
  std::string text = has(base + ".what") ? say(base + ".what", message.args) : debug_text(message);
  if (!error.where().empty()) text += "\n  " + say("error.where", {{"where", error.where()}});
  if (has(base + ".mend")) {
    text += "\n  " + say("error.mend", {{"mend", say(base + ".mend", message.args)}});
  }
  return text;
}

std::string Speech::number(double value, int decimals) const {
  const double scale = std::pow(10.0, decimals);
  // Rounded first, so that -0.001 does not become "-0".
  const double rounded = std::round(value * scale) / scale + 0.0;
  std::string digits = fmt::format("{:.{}f}", std::abs(rounded), decimals);
  const auto point = digits.find('.');
  const std::string whole = digits.substr(0, point);
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += impl_->indonesian ? '.' : ',';
    out += whole[i];
  }
  if (point != std::string::npos) {
    out += impl_->indonesian ? ',' : '.';
    out += digits.substr(point + 1);
  }
  return rounded < 0 ? "-" + out : out;
}

std::string Speech::metres(double value) const { return number(value, 2) + " m"; }

std::string Speech::clock_bare(Instant at) const {
  const LocalTime local = impl_->zone.local(at);
  return fmt::format("{:02}{}{:02}", local.hour, impl_->indonesian ? '.' : ':', local.minute);
}

std::string Speech::clock(Instant at) const {
  return fmt::format("{}{} {}", impl_->indonesian ? "pukul " : "", clock_bare(at),
                     impl_->zone.abbreviation(at));
}

std::string Speech::day(Instant at) const {
  const LocalTime local = impl_->zone.local(at);
  const auto weekday = static_cast<std::size_t>(local.weekday);
  const auto month = static_cast<std::size_t>(local.month - 1);
  return fmt::format("{}, {} {} {}", impl_->indonesian ? kDaysId.at(weekday) : kDaysEn.at(weekday),
                     local.day, impl_->indonesian ? kMonthsId.at(month) : kMonthsEn.at(month),
                     local.year);
}

std::string Speech::short_day(Instant at) const {
  const LocalTime local = impl_->zone.local(at);
  const auto month = static_cast<std::size_t>(local.month - 1);
  return fmt::format("{} {} {}", local.day,
                     impl_->indonesian ? kShortId.at(month) : kShortEn.at(month), local.year);
}

std::string Speech::day_of(std::string_view iso_date) const {
  const auto at = parse_date(iso_date, impl_->zone);
  return at ? day(*at) : std::string(iso_date);
}

std::string Speech::chance(double chance) const {
  // "6 in 10" must not say certainty it has not: only 0 and 1 themselves are 0 and 10.
  double tenths = std::round(chance * 10);
  if (chance > 0 && tenths < 1) tenths = 1;
  if (chance < 1 && tenths > 9) tenths = 9;
  return say("chance", {{"tenths", static_cast<std::int64_t>(tenths)}});
}

}  // namespace adem::words
