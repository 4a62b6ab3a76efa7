// All papers or none: they are written beside their place first, then change places with what is
// there; a change that fails is undone.
#include <filesystem>
#include <system_error>

#include "base/error.h"
#include "base/file.h"
#include "brief/papers.h"

namespace adem::brief {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::error_code& why) {
  throw Error(ErrorKind::io, "base.cannot-write",
              {{"path", path.string()}, {"why", why.message()}});
}

// A folder of our own inside the directory, gone with its content at the end.
class Stage {
 public:
  explicit Stage(const fs::path& directory) : path_(directory / ".adem-papers") {
    std::error_code why;
    fs::remove_all(path_, why);
    fs::create_directories(path_ / "before", why);
    if (why) cannot_write(path_, why);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path fresh(const std::string& file) const { return path_ / file; }
  fs::path before(const std::string& file) const { return path_ / "before" / file; }

 private:
  fs::path path_;
};

// Moves the papers in; on failure puts back what was there.
void change_places(const std::vector<Paper>& papers, const fs::path& directory,
                   const Stage& stage) {
  std::error_code why;
  std::size_t done = 0;
  for (; done < papers.size() && !why; ++done) {
    const auto target = directory / papers[done].file;
    std::error_code none;
    if (fs::exists(target, none)) fs::rename(target, stage.before(papers[done].file), why);
    if (!why) fs::rename(stage.fresh(papers[done].file), target, why);
  }
  if (!why) return;
  for (std::size_t i = 0; i < done; ++i) {
    const auto target = directory / papers[i].file;
    std::error_code ignored;
    if (fs::exists(stage.before(papers[i].file), ignored)) {
      fs::rename(stage.before(papers[i].file), target, ignored);
    } else if (!fs::exists(stage.fresh(papers[i].file), ignored)) {
      fs::remove(target, ignored);
    }
  }
  cannot_write(directory / papers[done - 1].file, why);
}

}  // namespace

void write_papers(const std::vector<Paper>& papers, const std::string& directory) {
  std::error_code why;
  fs::create_directories(directory, why);
  if (why) cannot_write(directory, why);
  for (const auto& paper : papers) {
    const auto target = fs::path(directory) / paper.file;
    if (fs::is_directory(target, why)) {
      throw Error(ErrorKind::conflict, "paper.not-a-file", {{"path", target.string()}});
    }
  }
  const Stage stage(directory);
  for (const auto& paper : papers) write_file_atomic(stage.fresh(paper.file).string(), paper.html);
  change_places(papers, directory, stage);
}

}  // namespace adem::brief
