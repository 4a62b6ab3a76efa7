// Long work reports through one callback; what it does with that is the face's business.
#pragma once

#include <cstdint>
#include <functional>

namespace adem {

// done of total units; total 0 means not known.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

}  // namespace adem
