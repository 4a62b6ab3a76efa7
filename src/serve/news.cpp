#include "serve/news.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "desk/seat.h"

namespace adem::serve {

namespace {
constexpr std::size_t kPiece = 64U << 10;
}

class News::Listener final : public http::Stream {
 public:
  Listener(News& news, std::string area, std::optional<std::uint64_t> after,
           std::function<bool()> may)
      : news_(news), area_(std::move(area)), may_(std::move(may)) {
    const std::lock_guard lock(news_.mutex_);
    place_ = std::min(after.value_or(news_.last_), news_.last_);
    resuming_ = place_ < news_.before_;
    news_.listeners_.insert(this);
    if (news_.count_) news_.count_(news_.listeners_.size());
  }
  ~Listener() override {
    const std::lock_guard lock(news_.mutex_);
    news_.listeners_.erase(this);
    if (news_.count_) news_.count_(news_.listeners_.size());
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void on_news(std::function<void()> wake) override {
    const std::lock_guard lock(news_.mutex_);
    wake_ = std::move(wake);
  }

  std::optional<std::string> next() override {
    if (over_) return std::nullopt;
    std::uint64_t place = 0;
    {
      const std::lock_guard lock(news_.mutex_);
      if (!beside_.empty()) return std::exchange(beside_, {});
      if (place_ >= news_.before_) {
        resuming_ = false;
        return from_items();
      }
      place = place_;
    }
    if (resuming_) return from_ledger(place);
    over_ = true;
    return "event: resume\ndata: {}\n\n";
  }

  std::optional<std::string> beat() override {
    if (!may_()) return std::nullopt;
    return ": \n\n";
  }

  // Under the lock of the news: `from` … are new to all.
  void notice(std::uint64_t seen, std::deque<Item>::const_iterator from,
              std::deque<Item>::const_iterator to, std::uint64_t last) {
    const bool any = std::any_of(from, to, [this](const Item& item) { return wants(item.area); });
    if (any || place_ != seen) {
      if (wake_) wake_();
    } else {
      place_ = last;  // nothing of it is for this one, who had seen all before
    }
  }

  // Under the lock of the news. What is said twice before it was taken is said once; who takes
  // nothing for long hears only the first of it.
  void tell(const std::string& area, const std::string& text) {
    constexpr std::size_t kMost = 16U << 10;
    if ((!area.empty() && !wants(area)) || beside_.find(text) != std::string::npos ||
        beside_.size() > kMost) {
      return;
    }
    beside_ += text;
    if (wake_) wake_();
  }

 private:
  bool wants(const std::string& area) const { return desk::covers(area_, area); }

  std::string from_items() {
    std::string text;
    auto item = std::ranges::upper_bound(news_.items_, place_, {}, &Item::n);
    for (; item != news_.items_.end() && text.size() < kPiece; ++item) {
      if (wants(item->area)) text += item->text;
      place_ = item->n;
    }
    if (item == news_.items_.end()) place_ = news_.last_;
    return text;
  }

  // A page; one that has nothing for this listener sends a sign of life, so that the next is asked
  // for.
  std::string from_ledger(std::uint64_t place) {
    std::string text;
    const auto page = news_.ledger_.arrivals(place);
    for (const auto& [n, event] : page.events) {
      if (wants(event.area)) text += item_of(n, event).text;
    }
    const std::lock_guard lock(news_.mutex_);
    place_ = page.last;
    return text.empty() ? ": \n\n" : text;
  }

  News& news_;
  const std::string area_;
  const std::function<bool()> may_;
  std::function<void()> wake_;
  std::string beside_;       // what is told beside the ledger, not taken yet
  std::uint64_t place_ = 0;  // everything up to this number was sent, or is not wanted
  bool resuming_ = false, over_ = false;
};

News::News(const ledger::Ledger& ledger, std::chrono::milliseconds every,
           std::function<void(std::size_t)> count, std::function<void(const ledger::Event&)> heard,
           std::size_t kept)
    : ledger_(ledger),
      every_(every),
      count_(std::move(count)),
      heard_(std::move(heard)),
      kept_(kept) {
  last_ = before_ = ledger_.size();
  thread_ = std::thread([this] { follow(); });
}

News::~News() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  poked_.notify_one();
  thread_.join();
}

void News::poke() {
  const std::lock_guard lock(mutex_);
  poke_ = true;
  poked_.notify_one();
}

void News::tell(std::string_view area, std::string_view kind, const Json& data) {
  const std::string text = fmt::format("event: {}\ndata: {}\n\n", kind, data.dump());
  const std::string where(area);
  const std::lock_guard lock(mutex_);
  for (Listener* listener : listeners_) listener->tell(where, text);
}

void News::follow() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    poked_.wait_for(lock, every_, [this] { return poke_ || over_; });
    poke_ = false;
    for (bool more = true; more && !over_;) {
      const auto seen = last_;
      lock.unlock();
      ledger::Arrivals arrivals{.events = {}, .last = seen};
      try {
        arrivals = ledger_.arrivals(seen);
      } catch (const Error&) {
        // The store is away; it is asked again the next time.
      }
      lock.lock();
      more = arrivals.last > seen;
      if (more) add(arrivals);
    }
  }
}

// Under the lock.
void News::add(const ledger::Arrivals& arrivals) {
  const auto seen = last_;
  for (const auto& [n, event] : arrivals.events) {
    if (heard_) heard_(event);
    items_.push_back(item_of(n, event));
  }
  last_ = arrivals.last;
  const auto from = items_.end() - static_cast<std::ptrdiff_t>(arrivals.events.size());
  for (Listener* listener : listeners_) listener->notice(seen, from, items_.end(), last_);
  while (items_.size() > kept_) {
    before_ = items_.front().n;
    items_.pop_front();
  }
}

News::Item News::item_of(std::uint64_t n, const ledger::Event& event) {
  const Json data{{"kind", event.kind},
                  {"subject", event.subject},
                  {"area", event.area},
                  {"office", event.office},
                  {"at", iso_utc(event.at)}};
  return {.n = n,
          .area = event.area,
          .text = fmt::format("id: {}\nevent: recorded\ndata: {}\n\n", n, data.dump())};
}

std::shared_ptr<http::Stream> News::listen(std::string area, std::optional<std::uint64_t> after,
                                           std::function<bool()> may) {
  return std::make_shared<Listener>(*this, std::move(area), after, std::move(may));
}

}  // namespace adem::serve
