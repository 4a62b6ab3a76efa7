// Any bytes on a connection: what the server reads as a request is answered with a status that its
// route may have and a refusal in words, whatever stands in its path, query, headers and body.
#include <cstddef>
#include <cstdint>

#include "http_world.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adem;
  auto request = serve::http::read_request({reinterpret_cast<const char*>(data), size}, 1U << 20);
  if (!request) return 0;
  fuzz::World world;
  // So that not every one ends at the door: who sends "Bearer me" is let in.
  for (auto& [name, value] : request->headers) {
    if (name == "authorization" && value == "Bearer me") {
      value = "Bearer " + world.token_of("kpps");
    }
  }
  world.ask(*request);
  return 0;
}
