// The log as a file: read at opening, locked at the first append, fsynced before an append returns.
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "ledger/log.h"

namespace adem::ledger {

namespace {

constexpr std::chrono::milliseconds kLockWait{2000};
constexpr std::chrono::milliseconds kLockPause{50};

class FileLog final : public Log {
 public:
  explicit FileLog(std::string path) : path_(std::move(path)) {
    std::error_code error;
    std::string text;
    if (std::filesystem::exists(path_, error)) text = read_file(path_);
    size_read_ = text.size();
    ReadLog read = read_lines(text, path_);
    events_ = std::move(read.events);
    end_ = read.whole;
    last_hash_ = std::move(read.last_hash);
    newline_missing_ = read.newline_missing;
  }
  FileLog(const FileLog&) = delete;
  FileLog& operator=(const FileLog&) = delete;
  ~FileLog() override {
    if (fd_ >= 0) ::close(fd_);  // gives the lock back
  }

  LineEvent append(const LineDraft& draft) override { return append_all({draft}).front(); }

  std::vector<LineEvent> append_all(const std::vector<LineDraft>& drafts) override {
    if (drafts.empty()) return {};
    open_for_writing();
    std::vector<LineEvent> made;
    std::string text = newline_missing_ ? "\n" : "";
    std::string hash = last_hash_;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      LineEvent event;
      static_cast<LineDraft&>(event) = drafts[i];
      event.seq = events_.size() + i + 1;
      const std::size_t more = drafts.size() - i - 1;
      const std::string line = line_of(event, hash, more);
      hash = content_hash(std::string_view(line).substr(0, line.size() - 1));
      text += line;
      made.push_back(std::move(event));
    }
    write_all(text);
    end_ += text.size();
    size_read_ = end_;
    last_hash_ = hash;
    newline_missing_ = false;
    events_.insert(events_.end(), made.begin(), made.end());
    return made;
  }

  void for_each(const std::function<void(const LineEvent&)>& visit) const override {
    for (const LineEvent& event : events_) visit(event);
  }
  std::uint64_t size() const override { return events_.size(); }

 private:
  [[noreturn]] void cannot_append(int code) const {
    throw Error(ErrorKind::io, "ledger.cannot-append", {{"why", std::string(std::strerror(code))}},
                path_);
  }

  // Gives the event its id. Text that is not UTF-8 could not be read back as it was.
  std::string line_of(LineEvent& event, const std::string& hash, std::size_t more) const {
    try {
      event.id = event_id(event, hash, more);
      return write_line(event, hash, more);
    } catch (const Json::exception&) {
      throw Error(ErrorKind::bad_input, "ledger.not-text", {}, path_);
    }
  }

  void open_for_writing() {
    if (fd_ >= 0) return;
    const bool fresh = ::access(path_.c_str(), F_OK) != 0;
    const int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) cannot_append(errno);
    try {
      take_lock(fd);
      struct stat now{};
      if (::fstat(fd, &now) != 0) cannot_append(errno);
      if (static_cast<std::size_t>(now.st_size) != size_read_) {
        throw Error(ErrorKind::conflict, "ledger.changed", {}, path_);
      }
      // What was never acknowledged goes before anything is added.
      if (size_read_ > end_ && ::ftruncate(fd, static_cast<off_t>(end_)) != 0) cannot_append(errno);
      if (fresh) sync_directory();
    } catch (...) {
      ::close(fd);
      throw;
    }
    fd_ = fd;
  }

  void take_lock(int fd) const {
    auto waited = kLockPause - kLockPause;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK && errno != EINTR) cannot_append(errno);
      if (waited >= kLockWait) {
        throw Error(ErrorKind::conflict, "ledger.locked", {}, path_);
      }
      std::this_thread::sleep_for(kLockPause);
      waited += kLockPause;
    }
  }

  // A new name in a directory is on the disk only when the directory is.
  void sync_directory() const {
    const auto directory = std::filesystem::absolute(path_).parent_path();
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;  // a file system without directory handles: nothing to sync
    ::fsync(fd);
    ::close(fd);
  }

  void write_all(std::string_view text) {
    auto at = static_cast<off_t>(end_);
    while (!text.empty()) {
      const ssize_t written = ::pwrite(fd_, text.data(), text.size(), at);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) take_back(written < 0 ? errno : ENOSPC);
      text.remove_prefix(static_cast<std::size_t>(written));
      at += written;
    }
    if (::fsync(fd_) != 0) take_back(errno);
  }

  [[noreturn]] void take_back(int code) {
    // Should the truncation fail too, the torn batch is left out by the next reader.
    if (::ftruncate(fd_, static_cast<off_t>(end_)) == 0) ::fsync(fd_);
    cannot_append(code);
  }

  std::string path_;
  std::vector<LineEvent> events_;
  std::size_t end_ = 0;        // bytes that hold acknowledged lines
  std::size_t size_read_ = 0;  // bytes the file had when read
  std::string last_hash_;
  bool newline_missing_ = false;
  int fd_ = -1;
};

}  // namespace

std::unique_ptr<Log> open_file_log(const std::string& path) {
  return std::make_unique<FileLog>(path);
}

}  // namespace adem::ledger
