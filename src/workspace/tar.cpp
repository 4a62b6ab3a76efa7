#include "workspace/tar.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "base/error.h"

namespace adem::workspace {

namespace {

constexpr std::size_t kLongestName = 1000;

[[noreturn]] void cannot_write(const std::string& path, int code) {
  throw Error(ErrorKind::io, "base.cannot-write",
              {{"path", path}, {"why", std::string(std::strerror(code))}}, path);
}

[[noreturn]] void no_backup(const std::string& path, const char* why) {
  throw Error(ErrorKind::bad_input, "workspace.not-a-backup",
              {{"path", path}, {"why", std::string(why == nullptr ? "-" : why)}}, path);
}

}  // namespace

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  if (std::ranges::any_of(name, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
      })) {
    return false;
  }
  for (;;) {
    const auto slash = name.find('/');
    const auto part = name.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

struct TarWriter::State {
  std::string path, beside;
  Instant when;
  int fd = -1;
  archive* out = nullptr;
  archive_entry* entry = nullptr;

  void check(la_ssize_t result) const {
    if (result < ARCHIVE_OK) cannot_write(path, archive_errno(out));
  }
};

TarWriter::TarWriter(std::string path, Instant when) : state_(std::make_unique<State>()) {
  state_->beside = path + ".part";
  state_->path = std::move(path);
  state_->when = when;
  // Passwords may be in it.
  ::unlink(state_->beside.c_str());
  state_->fd = ::open(state_->beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (state_->fd < 0) cannot_write(state_->path, errno);
  state_->out = archive_write_new();
  state_->entry = archive_entry_new();
  // GNU's form: any size, any length of name, and names are bytes whatever the machine's language.
  archive_write_set_format_gnutar(state_->out);
  state_->check(archive_write_open_fd(state_->out, state_->fd));
}

TarWriter::~TarWriter() {
  if (state_->entry != nullptr) archive_entry_free(state_->entry);
  if (state_->out != nullptr) archive_write_free(state_->out);
  if (state_->fd < 0) return;
  ::close(state_->fd);
  ::unlink(state_->beside.c_str());
}

void TarWriter::begin(const std::string& name, std::uint64_t bytes) {
  archive_entry* const entry = archive_entry_clear(state_->entry);
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0600);
  archive_entry_set_mtime(entry, state_->when.time_since_epoch().count(), 0);
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes));
  state_->check(archive_write_header(state_->out, entry));
}

void TarWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = archive_write_data(state_->out, bytes.data(), bytes.size());
    state_->check(written);
    if (written == 0) cannot_write(state_->path, EIO);  // more than was said
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TarWriter::finish() {
  state_->check(archive_write_close(state_->out));
  if (::fsync(state_->fd) != 0 || std::rename(state_->beside.c_str(), state_->path.c_str()) != 0) {
    cannot_write(state_->path, errno);
  }
  ::close(state_->fd);
  state_->fd = -1;
}

void read_tar(const std::string& path, const TarVisit& visit) {
  const std::unique_ptr<archive, int (*)(archive*)> in(archive_read_new(), &archive_read_free);
  archive_read_support_format_tar(in.get());
  if (::access(path.c_str(), R_OK) != 0) {
    throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  }
  if (archive_read_open_filename(in.get(), path.c_str(), 1U << 20) != ARCHIVE_OK) {
    no_backup(path, archive_error_string(in.get()));
  }
  for (;;) {
    archive_entry* entry = nullptr;
    const int next = archive_read_next_header(in.get(), &entry);
    if (next == ARCHIVE_EOF) return;
    if (next != ARCHIVE_OK) no_backup(path, archive_error_string(in.get()));
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !is_safe_name(name) || archive_entry_filetype(entry) != AE_IFREG ||
        archive_entry_hardlink(entry) != nullptr || archive_entry_size_is_set(entry) == 0) {
      no_backup(path, name);
    }
    visit.begin(name, static_cast<std::uint64_t>(archive_entry_size(entry)));
    std::string piece(256U << 10, '\0');
    for (;;) {
      const auto came = archive_read_data(in.get(), piece.data(), piece.size());
      if (came < 0) no_backup(path, archive_error_string(in.get()));
      if (came == 0) break;
      visit.put({piece.data(), static_cast<std::size_t>(came)});
    }
  }
}

}  // namespace adem::workspace
