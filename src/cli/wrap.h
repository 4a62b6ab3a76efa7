// Lines for terminals of 80 columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adem::cli {

// Code points, which is columns for what adem prints.
std::size_t width(std::string_view text);

// Broken between words at 80 columns; `first` begins the first line, `rest` the others.
void wrap(std::string_view text, const std::string& first, const std::string& rest,
          std::vector<std::string>& out);

}  // namespace adem::cli
