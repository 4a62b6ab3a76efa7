// The project's JSON type. Key order is kept, so that what is printed reads as it was written.
#pragma once

#include <nlohmann/json.hpp>

namespace adem {
using Json = nlohmann::ordered_json;
}
