#include "election/mask_text.h"

#include <array>
#include <utility>

#include "election/private_digits.h"

namespace adem::election {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kInstead = {
    {{"guard.nik", "[NIK]"},
     {"guard.phone", "[nomor]"},
     {"guard.email", "[surel]"},
     {"guard.handle", "[akun]"},
     {"guard.profile-link", "[tautan]"}}};

std::string_view instead_of(std::string_view code) {
  for (const auto& [known, word] : kInstead) {
    if (known == code) return word;
  }
  return "[…]";
}

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// A link reaches from blank to blank.
void widen(const std::string& text, PrivateSpan& span) {
  while (span.begin > 0 && !blank(text[span.begin - 1])) --span.begin;
  while (span.end < text.size() && !blank(text[span.end])) ++span.end;
}

}  // namespace

MaskedText masked_text(std::string_view text) {
  MaskedText out;
  std::string rest = plain_text(text);
  // What was masked is no part of what is searched next: a number does not join what stands around.
  for (auto span = private_span(rest); span; span = private_span(rest)) {
    if (std::string_view(span->code) == "guard.profile-link") widen(rest, *span);
    out.found.emplace_back(span->code);
    rest.replace(span->begin, span->end - span->begin, instead_of(span->code));
  }
  out.text = std::move(rest);
  return out;
}

}  // namespace adem::election
