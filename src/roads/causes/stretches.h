// Closed stretches: closed edges of one road that hang together. People guard or raise "Jalan
// Pantai, from the market to the bridge", not one edge of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/links.h"

namespace adem::roads {

class Stretches {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Piece {
    Link link;
    bool both_ways;
  };

  // `road` tells for each edge which road it is part of: edges with one number are one road. An
  // edge that is open in every lane of every block is in no stretch, nor is one that leads nowhere.
  // Numbered by their lowest edge. Time and memory: of the network's size.
  Stretches(const Links& links, std::span<const std::uint32_t> road,
            std::span<const Closures> blocks);

  std::size_t size() const { return first_.size() - 1; }
  std::uint32_t of(std::uint32_t edge) const { return of_[edge]; }
  std::span<const Piece> pieces(std::uint32_t stretch) const {
    return std::span(pieces_).subspan(first_[stretch], first_[stretch + 1] - first_[stretch]);
  }
  std::vector<std::uint32_t> edges(std::uint32_t stretch) const;  // rising, each once

 private:
  std::vector<std::uint32_t> of_, first_;
  std::vector<Piece> pieces_;
};

}  // namespace adem::roads
