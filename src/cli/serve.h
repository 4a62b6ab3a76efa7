// Serving a workspace until it is told to stop.
#pragma once

#include <string>

#include "cli/context.h"

namespace adem::cli {

struct Serving {
  std::string listen = "127.0.0.1:8080", plain = {};
  bool tls = false, log = false;
};

// Returns after SIGINT or SIGTERM. Errors serve.*.
void serve_here(Context& context, const Serving& asked);

}  // namespace adem::cli
