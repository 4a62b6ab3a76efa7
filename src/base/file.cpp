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
  const std::string beside = path + ".tmp";
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) cannot_write(path, errno);
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int code = errno;
      ::close(fd);
      ::unlink(beside.c_str());
      cannot_write(path, code);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  const bool synced = ::fsync(fd) == 0;
  const int code = errno;
  ::close(fd);
  if (!synced || std::rename(beside.c_str(), path.c_str()) != 0) {
    const int why = synced ? errno : code;
    ::unlink(beside.c_str());
    cannot_write(path, why);
  }
  sync_directory_of(path);
}

}  // namespace adem
