#include "base/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "base/error.h"

namespace adem {

namespace {

[[noreturn]] void cannot_write(const std::string& path, int code) {
  throw Error(ErrorKind::io, "base.cannot-write",
              {{"path", path}, {"why", std::string(std::strerror(code))}}, path);
}

// Makes a rename in the file's directory survive a power cut. Some file systems refuse to sync a
// directory; the rename itself has happened by then, so that is not an error.
void sync_directory_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const int fd = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, ignored)) {
    throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  }
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file_atomic(const std::string& path, std::string_view content) {
  AtomicFile file(path);
  file.put(content);
  file.commit();
}

void write_secret_file(const std::string& path, std::string_view content) {
  AtomicFile file(path, true);
  file.put(content);
  file.commit();
}

AtomicFile::AtomicFile(const std::string& path, bool secret) : path_(path), beside_(path + ".tmp") {
  // What a stop left behind may have another owner's mode.
  if (secret) ::unlink(beside_.c_str());
  fd_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secret ? 0600 : 0644);
  if (fd_ < 0) cannot_write(path, errno);
}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(beside_.c_str());
}

void AtomicFile::put(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot_write(path_, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void AtomicFile::commit() {
  if (::fsync(fd_) != 0 || std::rename(beside_.c_str(), path_.c_str()) != 0) {
    cannot_write(path_, errno);
  }
  ::close(fd_);
  fd_ = -1;
  sync_directory_of(path_);
}

}  // namespace adem
