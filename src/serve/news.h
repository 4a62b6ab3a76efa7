// What was recorded, told to many who listen, as server-sent events: each event by its number of
// arrival, with its kind, what it is about, where and when. Never its text: who may read that asks
// for it and is judged then.
//
// The last kKept events are kept once for all listeners; a listener is a place in them. Who falls
// behind is told to resume and let go. Who comes back with the number of the last event that he saw
// gets what was missed from the ledger first. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "base/json.h"
#include "ledger/ledger.h"
#include "serve/http/message.h"

namespace adem::serve {

class News {
 public:
  static constexpr std::size_t kKept = 16384;

  // Looks for what is new when poked, and every `every`: other programs write too. `count` hears
  // how many listen, `heard` each event before any listener does.
  News(const ledger::Ledger& ledger, std::chrono::milliseconds every,
       std::function<void(std::size_t)> count = {},
       std::function<void(const ledger::Event&)> heard = {}, std::size_t kept = kKept);
  ~News();
  News(const News&) = delete;
  News& operator=(const News&) = delete;

  void poke();

  // Something that is no event of the ledger, to who listens now in this area or above it (empty:
  // to all): it has no number, and who was away does not get it later.
  void tell(std::string_view area, std::string_view kind, const Json& data);

  // Events of an area and what lies below it; empty: all. `after`: the last number that was seen.
  // `may` is asked now and then; where it says no the stream ends.
  std::shared_ptr<http::Stream> listen(std::string area, std::optional<std::uint64_t> after,
                                       std::function<bool()> may);

 private:
  class Listener;
  struct Item {
    std::uint64_t n = 0;
    std::string area, text;
  };

  void follow();
  void add(const ledger::Arrivals& arrivals);
  static Item item_of(std::uint64_t n, const ledger::Event& event);

  const ledger::Ledger& ledger_;
  const std::chrono::milliseconds every_;
  const std::function<void(std::size_t)> count_;
  const std::function<void(const ledger::Event&)> heard_;
  const std::size_t kept_;
  std::mutex mutex_;
  std::condition_variable poked_;
  bool poke_ = false, over_ = false;
  std::deque<Item> items_;
  std::uint64_t before_ = 0;  // everything that arrived after this number is in items_
  std::uint64_t last_ = 0;
  std::set<Listener*> listeners_;
  std::thread thread_;
};

}  // namespace adem::serve
