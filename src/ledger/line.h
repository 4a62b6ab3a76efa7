// Lines of a bundle with the body's own text beside the event: it is stored as it was signed.
#pragma once

#include <string>
#include <string_view>

#include "ledger/event.h"

namespace adem::ledger {

// What a 64-bit column holds.
inline constexpr std::uint64_t kMostSeq = (std::uint64_t{1} << 63) - 1;

struct Line {
  Event event;
  std::string body_text;  // empty where the body is not here
};

// As read_event, with the same errors.
Line read_line(std::string_view line);
std::string event_line(const Event& event, std::string_view body_text);

}  // namespace adem::ledger
