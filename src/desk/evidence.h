// What a report carries beside its words: photos, named by the hash of their bytes, and where it
// was made, when its writer asked for that. In an event's body these are "content" (so that a
// bundle brings the photos along) and "position"; in a state "photos" and "position". What is not
// given is not there.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "desk/act.h"

namespace adem::desk {

inline constexpr std::size_t kMostPhotos = 4;
inline constexpr Arg kPhoto{"photo", ArgKind::list}, kPosition{"position"};

// "1.64210,101.49020" of a latitude and a longitude in degrees, as text: signed JSON has no floats,
// and the fifth decimal is a metre. Error desk.bad-position {text}.
std::string position(const std::string& text);

// Of the arguments `photo` and `position`. Errors desk.bad-photo {text}, desk.too-many-photos
// {most}, desk.bad-position.
void put_evidence(Json& body, const Args& args);

void keep_evidence(Json& entry, const Json& body);

}  // namespace adem::desk
