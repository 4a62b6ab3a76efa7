// A disk that does as it is told, put under SQLite (its virtual file system): it counts syncs, and
// fills up, refuses to sync or to be written on demand. One at a time; thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace adem::stores {

class FaultyDisk {
 public:
  FaultyDisk();  // databases opened from now on stand on it
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();  // close them first

  void full_after(std::int64_t writes);  // so many more go well, then there is no space
  void fail_syncs();                     // every sync from now on
  void open_read_only();                 // files opened from now on cannot be written
  void heal();

  std::int64_t syncs() const;   // since it was made
  std::int64_t writes() const;  // likewise, and how many of them went well
};

// A real file system of a few bytes (tmpfs), for root only.
class TinyDisk {
 public:
  explicit TinyDisk(std::int64_t bytes);
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;
  ~TinyDisk();

  // Why there is none (not root, mounting is forbidden); empty: it is mounted.
  const std::string& missing() const { return missing_; }
  const std::string& path() const { return path_; }
  void set_read_only(bool on);

 private:
  std::string path_;
  std::string missing_;
  std::int64_t bytes_;
};

}  // namespace adem::stores
