// One server for thousands of ledgers, each in memory, one after another: for tests that try what
// many tables, offices and requests do over the wire.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "desk/seat_fixture.h"
#include "serve/api.h"
#include "serve/serve_fixture.h"

namespace adem::serve::testing {

class Stage : public http::Application {
 public:
  Stage()
      : server_(*this, settings()), thread_([this] { server_.run(); }), client_(server_.port()) {}
  ~Stage() override {
    client_.close();
    server_.stop();
    thread_.join();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  std::size_t body_limit(const http::Request& head) const override {
    return api_->body_limit(head);
  }
  http::Response answer(const http::Request& request) override { return api_->answer(request); }
  http::Response refuse(int status, const http::Request& request) override {
    return api_->refuse(status, request);
  }
  void connected(std::size_t count) override { connections_ = count; }

  workspace::Workspace& workspace() { return place_.workspace(); }
  Client another_client() const { return Client(server_.port()); }

 private:
  friend class Scene;
  static http::Settings settings() {
    http::Settings settings;
    settings.threads = 1;
    settings.beat = std::chrono::milliseconds(20);  // so that it sees soon who has left
    return settings;
  }

  Place place_{true};
  Voices voices_{Zone("Asia/Jakarta")};
  Api* api_ = nullptr;
  std::atomic<std::size_t> connections_ = 0;
  http::Server server_;
  std::thread thread_;
  Client client_;
};

// What a table prepared, written into a ledger of its own and served until the scene is over.
class Scene {
 public:
  Scene(Stage& stage, const desk::testing::Table& table)
      : stage_(stage),
        house_(stage.workspace(), ledger_of(table), db::open(":memory:"),
               // Time that passes as it is asked, so that nobody's rate is used up.
               Clock{.now = [&table] { return table.around.now; },
                     .ticks = [n = std::make_shared<std::int64_t>(0)] { return ++*n / 8; }}),
        api_(house_, stage.voices_) {
    stage_.api_ = &api_;
  }
  // News that somebody listened to are over before the house is.
  ~Scene() {
    while (stage_.connections_ > 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    stage_.api_ = nullptr;
  }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  House& house() { return house_; }
  // The headers of an account that is logged in as a device; none of an empty handle.
  http::Headers headers_of(const std::string& handle) {
    if (handle.empty()) return {};
    return {{"Authorization",
             "Bearer " + house_.logins().open_trusted(handle, true, house_.clock().now())}};
  }
  Answer ask(const http::Headers& headers, std::string_view method, std::string_view target,
             std::string_view body = {}) {
    stage_.client_.headers = headers;
    return stage_.client_.ask(method, target, body);
  }

 private:
  static std::unique_ptr<ledger::Ledger> ledger_of(const desk::testing::Table& table) {
    static const SigningKey key = SigningKey::generate();
    ledger::Settings of;
    of.key = key;
    auto made = ledger::Ledger::open(db::open(":memory:"), desk::desk_fold(), std::move(of));
    made->commit(
        [&table](const ledger::Reader&) {
          std::vector<ledger::Draft> drafts;
          for (const ledger::Event& event : table.book.events()) drafts.push_back(event);
          return drafts;
        },
        table.around.now);
    return made;
  }

  Stage& stage_;
  House house_;
  Api api_;
};

}  // namespace adem::serve::testing
