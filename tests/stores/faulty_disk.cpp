#include "stores/faulty_disk.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <new>
#include <sqlite3.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/mount.h>

namespace adem::stores {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

struct State {
  std::atomic<std::int64_t> syncs{0};
  std::atomic<std::int64_t> writes{0};
  std::atomic<std::int64_t> full_at{kNever};  // count of writes
  std::atomic<bool> syncs_fail{false};
  std::atomic<bool> read_only{false};
};
State state;
sqlite3_vfs* below = nullptr;

// SQLite gives room for this and, behind it, for the file of the file system below.
struct File : sqlite3_file {
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* file) { return static_cast<File*>(file)->real(); }

// Passes a call on to the file below.
template <auto Member>
struct Pass;
template <typename... Args, int (*sqlite3_io_methods::*Member)(sqlite3_file*, Args...)>
struct Pass<Member> {
  static int call(sqlite3_file* file, Args... args) {
    return (real(file)->pMethods->*Member)(real(file), args...);
  }
};

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  if (state.writes >= state.full_at) return SQLITE_FULL;
  ++state.writes;
  return real(file)->pMethods->xWrite(real(file), data, size, offset);
}

int sync(sqlite3_file* file, int flags) {
  ++state.syncs;
  if (state.syncs_fail) return SQLITE_IOERR_FSYNC;
  return real(file)->pMethods->xSync(real(file), flags);
}

void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }

const sqlite3_io_methods& methods() {
  static const sqlite3_io_methods table = [] {
    sqlite3_io_methods m{};
    m.iVersion = 2;  // without memory mapping, which would write behind our back
    m.xClose = Pass<&sqlite3_io_methods::xClose>::call;
    m.xRead = Pass<&sqlite3_io_methods::xRead>::call;
    m.xWrite = write;
    m.xTruncate = Pass<&sqlite3_io_methods::xTruncate>::call;
    m.xSync = sync;
    m.xFileSize = Pass<&sqlite3_io_methods::xFileSize>::call;
    m.xLock = Pass<&sqlite3_io_methods::xLock>::call;
    m.xUnlock = Pass<&sqlite3_io_methods::xUnlock>::call;
    m.xCheckReservedLock = Pass<&sqlite3_io_methods::xCheckReservedLock>::call;
    m.xFileControl = Pass<&sqlite3_io_methods::xFileControl>::call;
    m.xSectorSize = Pass<&sqlite3_io_methods::xSectorSize>::call;
    m.xDeviceCharacteristics = Pass<&sqlite3_io_methods::xDeviceCharacteristics>::call;
    m.xShmMap = Pass<&sqlite3_io_methods::xShmMap>::call;
    m.xShmLock = Pass<&sqlite3_io_methods::xShmLock>::call;
    m.xShmBarrier = barrier;
    m.xShmUnmap = Pass<&sqlite3_io_methods::xShmUnmap>::call;
    return m;
  }();
  return table;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* opened) {
  file->pMethods = nullptr;
  if (state.read_only) {
    flags &= ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    flags |= SQLITE_OPEN_READONLY;
  }
  const int result = below->xOpen(below, name, real(file), flags, opened);
  if (result == SQLITE_OK) file->pMethods = &methods();
  return result;
}

sqlite3_vfs& on_top() {
  static sqlite3_vfs vfs{};
  return vfs;
}

}  // namespace

FaultyDisk::FaultyDisk() {
  below = sqlite3_vfs_find(nullptr);
  // What is not changed is called with the copy, whose data is that of the one below.
  on_top() = *below;
  on_top().zName = "adem-faulty";
  on_top().szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
  on_top().pNext = nullptr;
  on_top().xOpen = open;
  sqlite3_vfs_register(&on_top(), 1);
  state.syncs = 0;
  state.writes = 0;
  heal();
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&on_top());
  sqlite3_vfs_register(below, 1);
}

void FaultyDisk::full_after(std::int64_t writes) { state.full_at = state.writes + writes; }
void FaultyDisk::fail_syncs() { state.syncs_fail = true; }
void FaultyDisk::open_read_only() { state.read_only = true; }

void FaultyDisk::heal() {
  state.full_at = kNever;
  state.syncs_fail = false;
  state.read_only = false;
}

std::int64_t FaultyDisk::syncs() const { return state.syncs; }
std::int64_t FaultyDisk::writes() const { return state.writes; }

TinyDisk::TinyDisk(std::int64_t bytes) : bytes_(bytes) {
  std::string made = (std::filesystem::temp_directory_path() / "adem-tiny-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("cannot make " + made);
  path_ = made;
  const std::string size = "mode=0777,size=" + std::to_string(bytes);
  if (::mount("tmpfs", path_.c_str(), "tmpfs", 0, size.c_str()) != 0) {
    missing_ = std::string("no disk can be mounted here: ") + std::strerror(errno);
  }
}

TinyDisk::~TinyDisk() {
  if (missing_.empty()) ::umount2(path_.c_str(), MNT_DETACH);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void TinyDisk::set_read_only(bool on) {
  const std::string size = "size=" + std::to_string(bytes_);
  const unsigned long flags = on ? MS_REMOUNT | MS_RDONLY : MS_REMOUNT;
  if (::mount("tmpfs", path_.c_str(), "tmpfs", flags, size.c_str()) != 0) {
    throw std::runtime_error(std::string("cannot mount again: ") + std::strerror(errno));
  }
}

}  // namespace adem::stores
