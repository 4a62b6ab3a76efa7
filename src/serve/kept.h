// One value that takes long to make, for many who ask: made on a thread of its own, one at a time,
// and kept until another key is asked for. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "serve/problem.h"

namespace adem::serve {

template <typename T>
class Kept {
 public:
  Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  ~Kept() {
    if (thread_.joinable()) thread_.join();
  }

  // The value of `key`. `make` is called where it is not there; what it throws is thrown to all who
  // wait for it, and the next who asks has it made again. Who would wait longer than about
  // `patience` gets the problem 503 serve.computing; the making goes on meanwhile.
  std::shared_ptr<const T> get(const std::string& key, const std::function<T()>& make,
                               std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!making_ && key_ == key && value_) return value_;
    // Once for another's key, once for the own.
    for (int turn = 0; turn < 2; ++turn) {
      const bool own = !making_ || key_ == key;
      if (!making_) start(key, make);
      if (!made_.wait_for(lock, patience, [this] { return !making_; })) break;
      if (!own && key_ != key) continue;
      if (error_) std::rethrow_exception(error_);
      return value_;
    }
    throw Problem{503, "serve.computing", {}, {{"Retry-After", "2"}}};
  }

 private:
  // Under the lock, which the thread before has left for good.
  void start(const std::string& key, const std::function<T()>& make) {
    if (thread_.joinable()) thread_.join();
    making_ = true;
    key_ = key;
    value_ = nullptr;
    error_ = nullptr;
    thread_ = std::thread([this, make] {
      std::shared_ptr<const T> value;
      std::exception_ptr error;
      try {
        value = std::make_shared<const T>(make());
      } catch (...) {
        error = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      value_ = std::move(value);
      error_ = error;
      making_ = false;
      made_.notify_all();
    });
  }

  std::mutex mutex_;
  std::condition_variable made_;
  bool making_ = false;
  std::string key_;  // of the value, or of the one in the making
  std::shared_ptr<const T> value_;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace adem::serve
