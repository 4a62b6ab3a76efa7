// A file as words in memory, without a copy. Used by network.cpp only.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace adem::roads {

struct MappedWords {
  std::span<const std::uint64_t> words;
  std::shared_ptr<const void> keep;  // the words are there as long as this is
};

// Errors: base.cannot-read; roads.bad-network where the file is no whole number of words.
MappedWords map_words(const std::string& path);

}  // namespace adem::roads
