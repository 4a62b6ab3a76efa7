#include "election/private_text.h"

#include <array>
#include <cctype>

#include "base/error.h"
#include "election/private_digits.h"

namespace adem::election {

namespace {

bool alnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

using Found = std::optional<PrivateSpan>;

bool in_local_part(char c) {
  return alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

// Length of a domain with a dot and a top level of letters ("contoh.go.id") at the front of `text`.
std::size_t domain_length(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (alnum(text[end]) || text[end] == '.' || text[end] == '-')) ++end;
  while (end > 0 && !alnum(text[end - 1])) --end;
  const auto dot = text.substr(0, end).rfind('.');
  if (dot == std::string_view::npos || dot == 0 || end - dot < 3) return 0;
  for (std::size_t i = dot + 1; i < end; ++i) {
    if (!alpha(text[i])) return 0;
  }
  return end;
}

// nama@contoh.id, and written around: nama[at]contoh.id, nama (at) contoh.id.
Found email(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t sign = 0;
    for (const std::string_view form : {"@", "[at]", "(at)"}) {
      if (text.substr(at).starts_with(form)) sign = form.size();
    }
    if (sign == 0) continue;
    std::size_t begin = at, after = at + sign;
    if (sign > 1) {
      while (begin > 0 && text[begin - 1] == ' ') --begin;
      while (after < text.size() && text[after] == ' ') ++after;
    }
    const std::size_t local_end = begin;
    while (begin > 0 && in_local_part(text[begin - 1])) --begin;
    const auto domain = domain_length(text.substr(after));
    if (begin < local_end && domain > 0) return PrivateSpan{"guard.email", begin, after + domain};
  }
  return std::nullopt;
}

// "@nama"; not "2 orang @ 10 m" and not a price ("@Rp 5.000").
Found handle(std::string_view text) {
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] != '@' || (at > 0 && alnum(text[at - 1]))) continue;
    std::size_t end = at + 1;
    while (end < text.size() && (alnum(text[end]) || text[end] == '_' || text[end] == '.')) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    const auto name = text.substr(at + 1, end - at - 1);
    if (name.size() < 2 || !(alpha(name[0]) || name[0] == '_')) continue;
    const bool price = name.starts_with("rp") && (name.size() == 2 || !alpha(name[2]));
    if (!price) return PrivateSpan{"guard.handle", at, end};
  }
  return std::nullopt;
}

// Places where a path names a person or a group of them.
constexpr std::array<std::string_view, 25> kProfileHosts = {
    "facebook.com/",  "fb.com/",       "fb.me/",        "fb.watch/",       "m.me/",
    "instagram.com/", "instagr.am/",   "tiktok.com/",   "twitter.com/",    "x.com/",
    "threads.net/",   "threads.com/",  "t.me/",         "telegram.me/",    "telegram.org/",
    "wa.me/",         "whatsapp.com/", "linkedin.com/", "youtube.com/@",   "youtube.com/user/",
    "youtube.com/c/", "line.me/",      "snapchat.com/", "snackvideo.com/", "bsky.app/profile/"};

Found profile_link(std::string_view text) {
  for (const auto host : kProfileHosts) {
    for (auto at = text.find(host); at != std::string_view::npos; at = text.find(host, at + 1)) {
      // "max.com/" is not "x.com/"; "www.x.com/" is.
      if (at > 0 && (alnum(text[at - 1]) || text[at - 1] == '-')) continue;
      const auto end = at + host.size();
      if (end < text.size() && (alnum(text[end]) || text[end] == '@' || text[end] == '+' ||
                                text[end] == '_' || text[end] == '#')) {
        return PrivateSpan{"guard.profile-link", at, end};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PrivateSpan> private_span(std::string_view plain) {
  const std::string small = lower(plain);
  // A link and an address may hold digits and an '@', so they are named first.
  for (const auto look : {profile_link, email, handle, private_digits}) {
    if (const auto found = look(small)) return found;
  }
  return std::nullopt;
}

std::optional<Message> private_text(std::string_view text) {
  const std::string plain = plain_text(text);
  const auto found = private_span(plain);
  if (!found) return std::nullopt;
  std::string shown;
  for (std::size_t i = found->begin; i < found->end && shown.size() < 2; ++i) {
    if (static_cast<unsigned char>(plain[i]) < 0x80) shown += lower(plain.substr(i, 1));
  }
  return Message{found->code, {{"shown", shown + "…"}}};
}

void require_public_text(std::string_view text, std::string_view field) {
  auto found = private_text(text);
  if (!found) return;
  found->args.emplace_back("field", std::string(field));
  throw Error(ErrorKind::bad_input, found->code, found->args);
}

}  // namespace adem::election
