// Any bytes as a network's file: read and walked through, or refused with an Error. The checksum is
// made to fit, so that what lies behind it is reached.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "roads/network/network.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint64_t> words(size / 8);
  if (!words.empty()) std::memcpy(words.data(), data, words.size() * 8);
  if (words.size() > 1) words.back() = adem::roads::checksum_of(words);
  try {
    const auto network = adem::roads::Network::decode(std::move(words));
    std::vector<adem::roads::Place> course;
    for (std::size_t e = 0; e < network.edges(); ++e) {
      network.course(e, course);
      static_cast<void>(network.name(e));
    }
    graph_of(network, adem::roads::Mode::car);
    to_json(network);
  } catch (const adem::Error&) {
  }
  return 0;
}
