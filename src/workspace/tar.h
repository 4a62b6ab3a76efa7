// Tar files, written and read in pieces; only plain files with names that stay where they are put.
// libarchive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"

namespace adem::workspace {

// A name that leads nowhere else: relative, no empty, "." or ".." part, no backslash, no control
// character, 1,000 bytes at most.
bool is_safe_name(std::string_view name);

class TarWriter {
 public:
  // `path` is there when finish() returns. Error base.cannot-write, from each.
  // Files in it are dated `when`.
  TarWriter(std::string path, Instant when);
  ~TarWriter();
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;
  // A file of so many bytes, all of which put() brings.
  void begin(const std::string& name, std::uint64_t bytes);
  void put(std::string_view bytes);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What stands in a tar file, in order: begin(name, bytes), then put() with the bytes in pieces.
// Errors base.cannot-read, workspace.not-a-backup {path, why} for what is no tar, was cut, or holds
// links, directories, devices or names that are not safe.
struct TarVisit {
  std::function<void(const std::string& name, std::uint64_t bytes)> begin;
  std::function<void(std::string_view bytes)> put;
};
void read_tar(const std::string& path, const TarVisit& visit);

}  // namespace adem::workspace
