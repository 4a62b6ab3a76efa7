#include "stores/store.h"

#include <atomic>
#include <filesystem>
#include <unistd.h>

namespace adem::stores {

namespace {

namespace fs = std::filesystem;

class InMemory final : public Place {
 public:
  std::string where() const override { return ":memory:"; }
};

class InFile final : public Place {
 public:
  InFile() {
    static std::atomic<int> count{0};
    directory_ = fs::temp_directory_path() /
                 ("adem-store-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    fs::create_directories(directory_);
  }
  InFile(const InFile&) = delete;
  InFile& operator=(const InFile&) = delete;
  ~InFile() override {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
  }
  std::string where() const override { return (directory_ / "test.db").string(); }

 private:
  fs::path directory_;
};

}  // namespace

std::unique_ptr<Place> Memory::place() { return std::make_unique<InMemory>(); }
std::unique_ptr<Place> File::place() { return std::make_unique<InFile>(); }

}  // namespace adem::stores
