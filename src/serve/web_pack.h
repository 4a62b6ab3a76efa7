// The pages as the build packed them (cmake/pack_web.cmake).
#pragma once

#include <string_view>

namespace adem::serve::detail {

struct Bytes {
  const char* begin = nullptr;
  const char* end = nullptr;
  std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

struct PackedFile {
  std::string_view path;
  Bytes plain, gzip;  // gzip: nothing where it saves little
};

extern const PackedFile packed_files[];
extern const unsigned long packed_file_count;

}  // namespace adem::serve::detail
