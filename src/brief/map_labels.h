// Where words go on a map without lying on one another.
#pragma once

#include <optional>
#include <vector>

#include "geo/shape.h"

namespace adem::brief {

// Remembers which rectangles of the picture are taken. Cost of a question: one pass over them.
class LabelRoom {
 public:
  LabelRoom(double width, double height) : width_(width), height_(height) {}
  // Symbols may be run over by the name of a village where nothing else is left; words never.
  void take_word(const geo::Box& box) { words_.push_back(box); }
  void take_symbol(const geo::Box& box) { symbols_.push_back(box); }
  bool free_of_words(const geo::Box& box) const;
  bool free_of_all(const geo::Box& box) const;

 private:
  double width_, height_;
  std::vector<geo::Box> words_, symbols_;
};

// The box of a text that is centred on a point.
geo::Box text_box(geo::Point centre, double width, double height);

// The best centre for a name inside a shape (in picture coordinates): near the middle of the part
// that is in the picture, free of words always, and of symbols unless `over_symbols` and nothing
// else is left.
std::optional<geo::Point> place_name(const geo::Shape& shape, const geo::Box& picture,
                                     double text_width, double text_height, const LabelRoom& room,
                                     bool over_symbols);

// The best centre for a word beside a symbol: right, left, above, below, then the corners.
std::optional<geo::Point> place_beside(geo::Point symbol, double symbol_size, double text_width,
                                       double text_height, const LabelRoom& room);

}  // namespace adem::brief
