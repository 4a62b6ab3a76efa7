// Which lists the table works with: who brought which content in, by hash. The bytes travel in
// bundles beside the events.
#pragma once

#include <span>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// register.bring {what: "areas" | "stations", content: hash, rows}: any office that reports. The
// newest shows. Errors desk.bad-list {what}, desk.bad-content {content}.
std::span<const Act> register_acts();
const Part& register_part();

}  // namespace adem::desk
