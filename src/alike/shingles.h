// A text as a set of small pieces, and how much two such sets have in common.
//
// The pieces are all runs of four bytes of the text in its one spelling, blanks included. A number
// weighs more than its letters: "TPS 001" and "TPS 002" are two claims, so every number adds pieces
// of its own, one for every five of the text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace adem::alike {

// Sorted, none twice. A piece of four bytes is its own value, so that equal values are equal
// pieces; those of numbers begin with a byte that UTF-8 does not have.
using Shingles = std::vector<std::uint32_t>;

// `normal` is what Spelling::normal returned. Texts of fewer than four bytes have one piece; an
// empty text has none.
Shingles shingles_of(std::string_view normal);

// |A ∩ B| / |A ∪ B|; two empty sets have nothing in common: 0.
double jaccard(const Shingles& a, const Shingles& b);

// Whether jaccard(a, b) >= at_least, by whole numbers and without reading further than needed.
// `at_least` in thousandths.
bool are_alike(const Shingles& a, const Shingles& b, unsigned at_least);

}  // namespace adem::alike
