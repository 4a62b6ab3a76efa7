#include "geo/beside.h"

#include <filesystem>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"

namespace adem::geo {

namespace fs = std::filesystem;

Beside::Beside(const std::string& target)
    : target_(target), path_(fmt::format("{}.{}.part", target, ::getpid())) {}

Beside::~Beside() {
  std::error_code ignored;
  fs::remove(path_, ignored);
  fs::remove(path_ + ".aux.xml", ignored);
}

void Beside::finish() {
  std::error_code failed;
  fs::rename(path_, target_, failed);
  if (!failed) return;
  throw Error(ErrorKind::io, "base.cannot-write", {{"path", target_}, {"why", failed.message()}},
              target_);
}

}  // namespace adem::geo
