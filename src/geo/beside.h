// The name under which a file is written before it is renamed into place.
#pragma once

#include <string>

namespace adem::geo {

class Beside {
 public:
  explicit Beside(const std::string& target);
  // Removes the half-written file unless finish() renamed it.
  ~Beside();
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  const std::string& path() const { return path_; }
  // Error base.cannot-write.
  void finish();

 private:
  std::string target_, path_;
};

}  // namespace adem::geo
