// Whole files, safely: reads say what is missing; writes appear complete or not at all.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace adem {

// Error base.cannot-read.
std::string read_file(const std::string& path);

// Writes beside the target, fsyncs and renames over it. Error base.cannot-write.
void write_file_atomic(const std::string& path, std::string_view content);
// The same for what only its owner may read.
void write_secret_file(const std::string& path, std::string_view content);

// The same for content that is too long for one string: put() in turn, then commit(). Without a
// commit nothing is left behind. Error base.cannot-write from each.
class AtomicFile {
 public:
  explicit AtomicFile(const std::string& path, bool secret = false);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  void put(std::span<const std::byte> bytes);
  void put(std::string_view text) { put(std::as_bytes(std::span(text))); }
  void commit();

 private:
  std::string path_, beside_;
  int fd_ = -1;
};

}  // namespace adem
