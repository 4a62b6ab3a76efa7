// The document of all routes, made from the table that answers them (OpenAPI 3.1).
#pragma once

#include "base/json.h"
#include "words/speech.h"

namespace adem::serve {

Json openapi(const words::Speech& speech);

}  // namespace adem::serve
