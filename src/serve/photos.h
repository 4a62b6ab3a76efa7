// Photos that were sent. Until a report names one it waits as a file under uploads/ by the hash of
// its bytes, for a week; then it is content of the ledger, which travels with the report. A report
// that is taken out takes its photos along. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "base/json.h"
#include "ledger/ledger.h"

namespace adem::serve {

class Photos {
 public:
  // What waits and was named meanwhile (a stop came between) moves into the ledger.
  Photos(std::string directory, ledger::Ledger& ledger);

  // Keeps a bare picture; its hash. Problem 503 serve.photos-wait where kMostWaiting do; error
  // base.cannot-write.
  std::string keep(const std::string& picture);
  // Bytes by hash, waiting or named; nothing where they are not here or no picture.
  std::optional<std::string> find(const std::string& hash) const;
  // After a report: what it names (a list of hashes, as it was given) moves into the ledger.
  void settle(const Json& hashes);

  static constexpr std::size_t kMostWaiting = 2000;
  static constexpr std::chrono::hours kWait{7 * 24};

 private:
  std::string file_of(const std::string& hash) const { return directory_ + "/" + hash; }
  void settle(const std::string& hash);

  const std::string directory_;
  ledger::Ledger& ledger_;
  std::mutex mutex_;
};

}  // namespace adem::serve
