#include "brief/svg.h"

#include "base/format.h"
#include "base/resources.h"
#include "brief/template.h"

namespace adem::brief {

std::string svg_number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

void Svg::text(double x, double y, std::string_view anchor, double size, std::string_view words,
               std::string_view more) {
  out_ += fmt::format(R"(<text x="{}" y="{}" text-anchor="{}" font-size="{}"{}{}>{}</text>)",
                      svg_number(x), svg_number(y), anchor, svg_number(size),
                      more.empty() ? "" : " ", more, escape_html(words));
}

void Svg::use(std::string_view id, double x, double y, double size) {
  out_ += fmt::format(R"(<use href="#{}" x="{}" y="{}" width="{}" height="{}"/>)", id,
                      svg_number(x - size / 2), svg_number(y - size / 2), svg_number(size),
                      svg_number(size));
}

double text_width(std::string_view words, double size) {
  double width = 0;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) == 0x80u) continue;  // the rest of a character that was counted
    const bool narrow = c == 'i' || c == 'l' || c == '.' || c == ',' || c == ' ' || c == '\'';
    const bool wide = (c >= 'A' && c <= 'Z') || c == 'm' || c == 'w' || byte >= 0x80u;
    width += narrow ? 0.32 : wide ? 0.76 : 0.59;
  }
  return width * size;
}

std::vector<std::string> wrapped(std::string_view words, double size, double width) {
  std::vector<std::string> lines;
  std::string line;
  while (!words.empty()) {
    const auto space = words.find(' ');
    const std::string word(words.substr(0, space));
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
    if (!line.empty() && text_width(line + " " + word, size) > width) {
      lines.push_back(line);
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string symbol_id(election::Status status) {
  return "s-" + std::string(election::name_of(status));
}

std::string svg_symbols() { return std::string(resource("templates/brief/symbols.svg")); }

}  // namespace adem::brief
