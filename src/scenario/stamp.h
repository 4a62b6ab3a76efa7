// What every output of an exercise carries inside.
#pragma once

namespace adem::scenario {
inline constexpr const char* kStamp = "LATIHAN - DATA BUATAN";
}
