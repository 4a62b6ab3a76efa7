// Answers that are made once and asked for again, the least asked for given up first. Thread-safe.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace adem::serve {

class ByteCache {
 public:
  using Bytes = std::shared_ptr<const std::string>;
  // Holds so many bytes at most, names and all.
  explicit ByteCache(std::size_t most) : most_(most) {}

  // Nothing where it is not there.
  Bytes find(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto known = by_name_.find(name);
    if (known == by_name_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, known->second);
    return known->second->bytes;
  }

  void put(const std::string& name, Bytes bytes) {
    const std::lock_guard lock(mutex_);
    if (by_name_.contains(name)) return;  // another made it meanwhile
    Entry entry{name, std::move(bytes)};
    if (size(entry) > most_) return;
    held_ += size(entry);
    entries_.push_front(std::move(entry));
    by_name_[name] = entries_.begin();
    while (held_ > most_) {
      held_ -= size(entries_.back());
      by_name_.erase(entries_.back().name);
      entries_.pop_back();
    }
  }

  std::size_t held() const {
    const std::lock_guard lock(mutex_);
    return held_;
  }

 private:
  struct Entry {
    std::string name;
    Bytes bytes;
  };
  // With what the lists themselves take, about.
  static std::size_t size(const Entry& entry) {
    constexpr std::size_t kKeeping = 200;
    return 2 * entry.name.size() + entry.bytes->size() + kKeeping;
  }

  mutable std::mutex mutex_;
  const std::size_t most_;
  std::size_t held_ = 0;
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_name_;
};

}  // namespace adem::serve
