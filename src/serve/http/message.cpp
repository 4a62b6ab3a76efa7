#include "serve/http/message.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/format.h"

namespace adem::serve::http {

namespace {

std::string_view phrase(int status) {
  static constexpr std::array<std::pair<int, std::string_view>, 21> kPhrases = {
      {{200, "OK"},
       {201, "Created"},
       {204, "No Content"},
       {207, "Multi-Status"},
       {304, "Not Modified"},
       {308, "Permanent Redirect"},
       {400, "Bad Request"},
       {401, "Unauthorized"},
       {403, "Forbidden"},
       {404, "Not Found"},
       {405, "Method Not Allowed"},
       {408, "Request Timeout"},
       {409, "Conflict"},
       {413, "Content Too Large"},
       {417, "Expectation Failed"},
       {422, "Unprocessable Content"},
       {429, "Too Many Requests"},
       {431, "Request Header Fields Too Large"},
       {500, "Internal Server Error"},
       {501, "Not Implemented"},
       {503, "Service Unavailable"}}};
  const auto* found = std::ranges::find(kPhrases, status, &std::pair<int, std::string_view>::first);
  return found == kPhrases.end() ? "Answer" : found->second;
}

bool stays_in_its_line(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7F;
  });
}

// Answers of these have no body, not even an empty one.
bool bodiless(int status) { return status == 204 || status == 304; }

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view host_of(const Request& request) {
  const auto whole = request.header("host");
  const bool good = whole.size() <= 255 && std::ranges::all_of(whole, [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') ||
                             std::string_view("-.:[]").find(c) != std::string_view::npos;
                    });
  if (!good) return {};
  const bool six = whole.starts_with('[');
  const auto end = whole.find(six ? ']' : ':');
  return end == std::string_view::npos ? whole : whole.substr(0, six ? end + 1 : end);
}

std::string head_of(const Response& response, bool keep_alive, std::string_view date) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, phrase(response.status), date);
  for (const auto& [name, value] : response.headers) {
    if (!stays_in_its_line(name) || !stays_in_its_line(value)) continue;
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  if (response.stream == nullptr) {
    if (!bodiless(response.status)) {
      head += fmt::format("Content-Length: {}\r\n", response.bytes().size());
    }
  } else if (response.length) {
    head += fmt::format("Content-Length: {}\r\n", *response.length);
  }
  head += keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
  return head;
}

std::string imf_date(std::int64_t seconds) {
  using namespace std::chrono;
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_seconds at{std::chrono::seconds{seconds}};
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss clock{at - day};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace adem::serve::http
