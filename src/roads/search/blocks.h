// Blocks of futures shared out over threads.
#pragma once

#include <cstddef>
#include <functional>

namespace adem::roads {

// piece(i, worker) for every i < count, by `threads` workers numbered from 0. Pieces must not
// depend on one another, then results are the same at any number of threads. The first piece, by
// number, that throws is the one whose exception is seen.
void over_blocks(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t piece, unsigned worker)>& piece);

}  // namespace adem::roads
