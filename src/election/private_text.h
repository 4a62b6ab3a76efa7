// Guards of what may be written down: text that holds an NIK (16 digits), a phone number, an
// e-mail address, an @handle or a profile link is refused with the reason.
//
// Caught also with spaces, dots or hyphens between the digits, with no-break spaces and full-width
// digits. Let through: station keys (13 digits), area codes, coordinates, dates, hours, voter
// counts, decree numbers ("15/2024"), links that are not somebody's profile. Names cannot be
// recognised; the second reader and the redaction exist for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/message.h"

namespace adem::election {

// The first thing that may point at a person: code "guard.nik", "guard.phone", "guard.email",
// "guard.handle" or "guard.profile-link", with {shown}: its first two characters and "…", so that
// the report of a refusal does not repeat what was refused. Nothing where the text is clean.
std::optional<Message> private_text(std::string_view text);

// Error guard.<kind> {field, shown} when private_text finds something.
void require_public_text(std::string_view text, std::string_view field);

}  // namespace adem::election
