// GDAL prints its errors and goes on; inside a GdalScope they are kept instead, so that a reader
// can turn the first one into adem::Error. Scopes belong to the thread that made them.
#pragma once

#include <string>

namespace adem::geo {

class GdalScope {
 public:
  GdalScope();
  ~GdalScope();
  GdalScope(const GdalScope&) = delete;
  GdalScope& operator=(const GdalScope&) = delete;

  // The first failure since the scope began; empty where there was none.
  const std::string& failure() const { return failure_; }
  void add(const char* text) {
    if (failure_.empty()) failure_ = text;
  }

 private:
  std::string failure_;
};

// Registers GDAL's drivers once in the process.
void register_gdal();

}  // namespace adem::geo
