#include "serve/photos.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "serve/picture.h"
#include "serve/problem.h"

namespace adem::serve {

namespace fs = std::filesystem;

namespace {

// By the file's own time: what is kept here is not an event, and the clock of a drill is not its.
bool is_old(const fs::directory_entry& file) {
  std::error_code error;
  const auto written = file.last_write_time(error);
  return !error && written + Photos::kWait < fs::file_time_type::clock::now();
}

std::vector<fs::directory_entry> files_in(const std::string& directory) {
  std::vector<fs::directory_entry> files;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    files.push_back(*it);
  }
  return files;
}

}  // namespace

Photos::Photos(std::string directory, ledger::Ledger& ledger)
    : directory_(std::move(directory)), ledger_(ledger) {
  for (const auto& file : files_in(directory_)) settle(file.path().filename().string());
}

std::string Photos::keep(const std::string& picture) {
  const std::string hash = content_hash(picture);
  // A report may have come first, by another way.
  if (find(hash) || ledger_.take_content(picture)) return hash;
  const std::lock_guard lock(mutex_);
  std::error_code error;
  fs::create_directories(directory_, error);
  std::size_t waiting = 0;
  for (const auto& file : files_in(directory_)) {
    if (is_old(file)) {
      fs::remove(file.path(), error);
    } else {
      ++waiting;
    }
  }
  if (waiting >= kMostWaiting) throw Problem{503, "serve.photos-wait", {}, {{"Retry-After", "60"}}};
  write_file_atomic(file_of(hash), picture);
  return hash;
}

std::optional<std::string> Photos::find(const std::string& hash) const {
  const auto read = Hash::from_hex(hash);
  if (!read) return std::nullopt;  // no name of a file
  auto bytes = ledger_.content(read->hex());
  std::error_code error;
  if (!bytes && fs::exists(file_of(read->hex()), error)) {
    try {
      bytes = read_file(file_of(read->hex()));
    } catch (const Error&) {
      return std::nullopt;  // it moved just now; whoever asks again finds it
    }
  }
  if (!bytes || picture_type(*bytes).empty()) return std::nullopt;
  return bytes;
}

void Photos::settle(const Json& hashes) {
  if (!hashes.is_array()) return;
  for (const Json& hash : hashes) {
    if (hash.is_string()) settle(hash.get<std::string>());
  }
}

void Photos::settle(const std::string& hash) {
  const auto read = Hash::from_hex(hash);
  std::error_code error;
  if (!read || !fs::exists(file_of(read->hex()), error)) return;
  if (ledger_.take_content(read_file(file_of(read->hex())))) {
    fs::remove(file_of(read->hex()), error);
  }
}

}  // namespace adem::serve
