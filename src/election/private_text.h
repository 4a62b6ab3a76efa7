// Guards of what may be written down: text that holds an NIK (16 digits), a phone number, an
// e-mail address, an @handle or a profile link is refused with the reason.
#pragma once

#include <optional>
#include <string_view>

#include "base/message.h"

namespace adem::election {

// The first thing that may point at a person: code "guard.nik", "guard.phone", "guard.email",
// "guard.handle" or "guard.profile-link"; nothing where the text is clean.
std::optional<Message> private_text(std::string_view text);

// Error guard.<kind> when private_text finds something.
void require_public_text(std::string_view text, std::string_view field);

}  // namespace adem::election
