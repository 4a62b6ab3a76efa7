#include "roads/network/mapped.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace adem::roads {

MappedWords map_words(const std::string& path) {
  const auto fail = [&path] {
    throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail();
  const std::shared_ptr<const void> closes(nullptr, [fd](const void*) { ::close(fd); });
  struct stat about{};
  if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) fail();
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size == 0 || size % sizeof(std::uint64_t) != 0) {
    throw Error(ErrorKind::bad_input, "roads.bad-network", {}, path);
  }
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (at == MAP_FAILED) fail();
  return {{static_cast<const std::uint64_t*>(at), size / sizeof(std::uint64_t)},
          std::shared_ptr<const void>(
              at, [size](const void* held) { ::munmap(const_cast<void*>(held), size); })};
}

}  // namespace adem::roads
