// Writing SVG: numbers without a locale, text escaped, and the five status shapes that page and
// map share. The shapes differ in form, so that they are told apart without colour.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "election/clock.h"

namespace adem::brief {

// At most two decimals, a point, no trailing zeros: "12.5", "3", "-0.25".
std::string svg_number(double value);

// Pieces of a picture, appended in the order in which they are painted.
class Svg {
 public:
  void raw(std::string_view text) { out_ += text; }
  // Text with a white halo, so that it is read on water and ground alike. `anchor` is start,
  // middle or end; `more` is put into the tag as it is.
  void text(double x, double y, std::string_view anchor, double size, std::string_view words,
            std::string_view more = {});
  void use(std::string_view id, double x, double y, double size);
  const std::string& str() const { return out_; }

 private:
  std::string out_;
};

// Width that a text takes in the page's family, in units of its size: generous, for placing.
double text_width(std::string_view words, double size);

// Words broken into lines that are at most `width` wide; a single long word keeps its line.
std::vector<std::string> wrapped(std::string_view words, double size, double width);

// "s-ready": the symbol of a status, a square of 24 units.
std::string symbol_id(election::Status status);

// <defs> of the symbols and hatches, once per page, in an svg of no size.
std::string svg_symbols();

}  // namespace adem::brief
