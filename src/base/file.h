// Whole files, safely: reads say what is missing; writes appear complete or not at all.
#pragma once

#include <string>
#include <string_view>

namespace adem {

// Error base.cannot-read.
std::string read_file(const std::string& path);

// Writes beside the target, fsyncs and renames over it. Error base.cannot-write.
void write_file_atomic(const std::string& path, std::string_view content);

}  // namespace adem
