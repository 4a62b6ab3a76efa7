#include "roads/network/cut.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_map>

#include "base/disjoint_sets.h"

namespace adem::roads {

namespace {

// 1: passed once within a line; 2: a junction.
std::vector<std::uint8_t> uses_of(const Lines& lines) {
  std::vector<std::uint8_t> uses(lines.points.size(), 0);
  const auto use = [&uses](std::uint32_t point, unsigned times) {
    uses[point] = static_cast<std::uint8_t>(std::min(2U, uses[point] + times));
  };
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto begin = lines.first[line], end = lines.first[line + 1];
    for (auto i = begin; i < end; ++i) {
      // A point given twice in a row is one place, not a junction.
      if (i > begin && lines.at[i] == lines.at[i - 1]) continue;
      use(lines.at[i], 1);
    }
    use(lines.at[begin], 2);
    use(lines.at[end - 1], 2);
  }
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if ((lines.point_traits[p] & kLanding) != 0 && uses[p] == 1) uses[p] = 2;
  }
  return uses;
}

double course_m(const Lines& lines, std::uint32_t begin, std::uint32_t end) {
  double sum = 0;
  for (auto i = begin; i < end; ++i) {
    sum += length_m(lines.points[lines.at[i]], lines.points[lines.at[i + 1]]);
  }
  return sum;
}

class Duplicates {
 public:
  explicit Duplicates(const Lines& lines) : lines_(lines) {}

  // True where an earlier piece runs the same course for the same modes.
  bool seen(const Piece& piece) {
    const auto key = hash(piece);
    auto& same = by_hash_[key];
    for (const auto& other : same) {
      if (equal(piece, other)) return true;
    }
    same.push_back(piece);
    return false;
  }

 private:
  Place place(const Piece& piece, std::size_t i, bool reversed) const {
    const auto at = reversed ? piece.end - i : piece.begin + i;
    return lines_.points[lines_.at[at]];
  }
  // The same for both directions.
  std::uint64_t hash(const Piece& piece) const {
    std::uint64_t sum = piece.end - piece.begin;
    for (auto i = piece.begin; i <= piece.end; ++i) {
      const Place p = lines_.points[lines_.at[i]];
      auto mix = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.lon)) << 32U) |
                 static_cast<std::uint32_t>(p.lat);
      mix *= 0x9E3779B97F4A7C15U;
      sum += mix ^ (mix >> 29U);
    }
    return sum;
  }
  bool equal(const Piece& a, const Piece& b) const {
    if (a.end - a.begin != b.end - b.begin) return false;
    return equal(a, b, false) || equal(a, b, true);
  }
  bool equal(const Piece& a, const Piece& b, bool reversed) const {
    const Kind& x = lines_.kinds[a.line];
    const Kind& y = lines_.kinds[b.line];
    if (x.forward != (reversed ? y.backward : y.forward) ||
        x.backward != (reversed ? y.forward : y.backward) || x.layer != y.layer) {
      return false;
    }
    for (std::size_t i = 0; i <= a.end - a.begin; ++i) {
      if (place(a, i, false) != place(b, i, reversed)) return false;
    }
    return true;
  }

  const Lines& lines_;
  std::unordered_map<std::uint64_t, std::vector<Piece>> by_hash_;
};

// Only pieces that join the same two points can repeat each other, and most are alone in that: so
// pieces are compared within such groups.
void leave_out_duplicates(const Lines& lines, std::vector<Piece>& pieces,
                          std::vector<Flagged>& flagged) {
  std::vector<std::uint32_t> order(pieces.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto ends = [&pieces](std::uint32_t i) {
    return std::minmax(pieces[i].from, pieces[i].to);
  };
  std::ranges::sort(order, [&](auto a, auto b) {
    const auto& [a_low, a_high] = ends(a);
    const auto& [b_low, b_high] = ends(b);
    if (a_low != b_low) return a_low < b_low;
    return a_high != b_high ? a_high < b_high : a < b;
  });
  std::vector<bool> repeated(pieces.size(), false);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && ends(order[end]) == ends(order[begin])) ++end;
    if (end - begin > 1) {
      Duplicates known(lines);
      for (auto i = begin; i < end; ++i) repeated[order[i]] = known.seen(pieces[order[i]]);
    }
    begin = end;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& piece = pieces[i];
    if (repeated[i]) {
      flagged.push_back({lines.kinds[piece.line].source, lines.points[lines.at[piece.begin]], 0,
                         FlagKind::duplicate, 0xFF, 0});
    } else {
      pieces[kept++] = piece;
    }
  }
  pieces.resize(kept);
}

}  // namespace

std::vector<Piece> cut(const Lines& lines, std::vector<Flagged>& flagged) {
  const auto uses = uses_of(lines);
  DisjointSets merged(lines.points.size());
  std::vector<Piece> pieces;
  pieces.reserve(lines.size());
  const auto put = [&](std::uint32_t line, std::uint32_t begin, std::uint32_t end) {
    Piece piece{line, begin, end, lines.at[begin], lines.at[end], course_m(lines, begin, end)};
    if (piece.length_m > 0) {
      pieces.push_back(piece);
      return;
    }
    merged.join(piece.from, piece.to);
    flagged.push_back(
        {lines.kinds[line].source, lines.points[piece.from], 0, FlagKind::zero_length, 0xFF, 0});
  };
  for (std::uint32_t line = 0; line < lines.size(); ++line) {
    auto begin = lines.first[line];
    const auto last = lines.first[line + 1] - 1;
    for (auto i = begin + 1; i <= last; ++i) {
      if (uses[lines.at[i]] < 2 && i < last) continue;
      // The same point again, in the middle of a line.
      if (lines.at[i] == lines.at[i - 1] && i < last) continue;
      put(line, begin, i);
      begin = i;
    }
    if (begin == last && lines.first[line] == last) put(line, last, last);
  }
  for (auto& piece : pieces) {
    piece.from = merged.find(piece.from);
    piece.to = merged.find(piece.to);
  }
  leave_out_duplicates(lines, pieces, flagged);
  return pieces;
}

}  // namespace adem::roads
