// A workspace in one file and back: whole, checked before anything is written, without secrets.
#include "workspace/backup.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "desk/desk_fold.h"
#include "stores/store.h"
#include "workspace/ledger_store.h"
#include "workspace/tar.h"

namespace adem::workspace {
namespace {

namespace fs = std::filesystem;

const Instant kNow{Seconds(1'732'665'600)};

std::string code_of(const std::function<void()>& work) {
  try {
    work();
    return "";
  } catch (const Error& error) {
    return error.message().code;
  }
}

// The node's own tables, as a server has them.
constexpr std::string_view kPasswords[] = {
    "CREATE TABLE serve_password (handle TEXT PRIMARY KEY, kept TEXT NOT NULL)"};
constexpr std::string_view kNames[] = {"serve_password"};
constexpr db::TableList kBeside[] = {
    {.name = "serve", .sqlite = kPasswords, .postgresql = kPasswords, .tables = kNames}};

// Where the ledger is: in adem.db, or on a server.
struct Store {
  std::string (*missing)();
  std::unique_ptr<stores::Place> (*place)();
};
template <typename Kind>
constexpr Store kStore{Kind::missing, Kind::place};

class BackupTest : public ::testing::TestWithParam<Store> {
 protected:
  void SetUp() override {
    if (const auto why = GetParam().missing(); !why.empty()) GTEST_SKIP() << why;
    auto pattern = (fs::temp_directory_path() / "adem-backup-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    root_ = pattern;
    place_ = GetParam().place();
    Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    settings.letterhead = "kop surat é.txt";
    if (on_server()) settings.store = place_->where();
    workspace_ = std::make_unique<Workspace>(Workspace::create(root_ + "/w", settings));
    write_file_atomic(workspace_->path("layers/flood.tif"), std::string(3'000'000, 'x'));
    write_file_atomic(workspace_->path("runs/one.json"), "{}");
    write_file_atomic(workspace_->path("kop surat é.txt"), "KOP");
    write_file_atomic(workspace_->path("private.txt"), "no part of it");
    fs::create_directories(workspace_->path("tls"));
    write_secret_file(workspace_->path("tls/server.key"), "SECRET KEY");
    fs::create_symlink("/etc/passwd", workspace_->path("layers/link"));
    ledger_ = open_ledger(*workspace_, desk::desk_fold());
    const auto beside = db::open(on_server() ? place_->where() : workspace_->path("adem.db"));
    beside->migrate(kBeside[0]);
    beside->execute("INSERT INTO serve_password VALUES ('ppk', '$argon2id$of-the-ppk')");
    ledger::Draft by;
    by.at = kNow;
    ledger_->found("KPU", {}, by);
    say("satu");
  }
  void TearDown() override {
    ledger_.reset();
    workspace_.reset();
    place_.reset();
    std::error_code ignored;
    if (!root_.empty()) fs::remove_all(root_, ignored);
  }
  bool on_server() const { return place_->where().starts_with("postgresql://"); }
  void say(const std::string& text) {
    ledger_->commit(
        [&](const ledger::Reader&) {
          ledger::Draft draft;
          draft.at = kNow;
          draft.kind = "poem.written";
          draft.subject = "p";
          draft.body = Json{{"text", text}};
          return std::vector{draft};
        },
        kNow);
  }
  std::string made(bool with_key = false) {
    const auto file = root_ + "/b.tar";
    back_up(*workspace_, file,
            {.with_key = with_key, .private_tables = {"serve_password", "no"}, .beside = kBeside},
            kNow);
    return file;
  }
  // A base and a state that are those of the ledger that was backed up, without a finding.
  void expect_whole(const ledger::Ledger& ledger) {
    EXPECT_EQ(ledger.report().state, ledger_->report().state);
    EXPECT_EQ(ledger.report().quarantined, 0U);
    std::size_t findings = 0;
    ledger.verify([&](const ledger::Finding&) { ++findings; });
    EXPECT_EQ(findings, 0U);
  }
  // A tar of these files.
  std::string tar(const std::vector<std::pair<std::string, std::string>>& files) {
    const auto file = root_ + "/t.tar";
    TarWriter out(file, kNow);
    for (const auto& [name, bytes] : files) {
      out.begin(name, bytes.size());
      out.put(bytes);
    }
    out.finish();
    return file;
  }
  std::string target() const { return root_ + "/r"; }

  std::string root_;
  std::unique_ptr<stores::Place> place_;
  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<ledger::Ledger> ledger_;
};
INSTANTIATE_TEST_SUITE_P(Sqlite, BackupTest, ::testing::Values(kStore<stores::File>));
INSTANTIATE_TEST_SUITE_P(PostgreSql, BackupTest, ::testing::Values(kStore<stores::PostgreSql>));

TEST_P(BackupTest, RestoresAllOfItWithoutSecretsAsANewNode) {
  const auto done =
      back_up(*workspace_, root_ + "/b.tar",
              {.with_key = false, .private_tables = {"serve_password"}, .beside = kBeside}, kNow);
  EXPECT_EQ(done.files, 5U);
  const auto bytes = read_file(root_ + "/b.tar");
  for (const char* never :
       {"SECRET KEY", "of-the-ppk", "no part of it", "adem node key", "postgresql://a"}) {
    EXPECT_EQ(bytes.find(never), std::string::npos) << never;
  }
  EXPECT_FALSE(fs::exists(root_ + "/b.tar.part"));
  EXPECT_FALSE(fs::exists(root_ + "/b.tar.db"));
  const auto back = restore(root_ + "/b.tar", target());
  EXPECT_EQ(back.files, 5U);
  EXPECT_EQ(back.made_at, "2024-11-27T00:00:00Z");
  EXPECT_EQ(back.from_server, on_server());
  auto there = Workspace::open(target());
  EXPECT_EQ(read_file(there.path("layers/flood.tif")), std::string(3'000'000, 'x'));
  EXPECT_EQ(read_file(there.path("kop surat é.txt")), "KOP");
  EXPECT_FALSE(fs::exists(there.path("private.txt")));
  EXPECT_FALSE(fs::exists(there.path("layers/link")));
  EXPECT_FALSE(there.database().prepare("SELECT 1 FROM serve_password").step());
  auto ledger = open_ledger(there, desk::desk_fold());
  EXPECT_NE(ledger->node(), ledger_->node());
  expect_whole(*ledger);
  // The two meet as any two do, once the new one is enrolled.
  ledger::Draft by;
  by.at = kNow;
  ledger_->enrol(ledger->node(), "Baru", {}, by);
  std::vector<std::string> lines;
  ledger_->export_to({}, [&](std::string_view line) { lines.emplace_back(line); });
  std::size_t next = 0;
  ledger->merge(
      [&](std::string& line) {
        if (next == lines.size()) return false;
        line = lines[next++];
        return true;
      },
      kNow);
  EXPECT_EQ(ledger->report().state, ledger_->report().state);
  EXPECT_EQ(ledger->report().forks.size(), 0U);
}

TEST_P(BackupTest, WithTheKeyItIsTheSameNode) {
  restore(made(true), target());
  auto there = Workspace::open(target());
  EXPECT_EQ(read_file(there.path("tls/server.key")), "SECRET KEY");
  struct stat status{};
  ASSERT_EQ(::stat(there.path("node.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_TRUE(there.database().prepare("SELECT 1 FROM serve_password").step());
  EXPECT_EQ(open_ledger(there, desk::desk_fold())->node(), ledger_->node());
}

TEST_P(BackupTest, IsOneMomentWhileOthersWrite) {
  std::atomic<bool> over{false};
  std::thread writer([&] {
    for (int i = 0; !over; ++i) say("ke-" + std::to_string(i));
  });
  for (int i = 0; i < 3; ++i) {
    const auto file = made();
    fs::remove_all(target());
    restore(file, target());
    auto there = Workspace::open(target());
    auto ledger = open_ledger(there, desk::desk_fold());
    std::size_t findings = 0;
    const auto report = ledger->verify([&](const ledger::Finding&) { ++findings; });
    EXPECT_EQ(findings, 0U);
    EXPECT_EQ(report.gaps.size(), 0U);
  }
  over = true;
  writer.join();
}

TEST_P(BackupTest, WhatIsBrokenIsNamedAndNothingIsWritten) {
  const auto file = made();
  const auto good = read_file(file);
  for (const std::size_t at : {good.find("xxxx"), good.size() / 2, good.rfind("\"hash\"") + 12}) {
    auto bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    write_file_atomic(file, bad);
    EXPECT_EQ(code_of([&] { restore(file, target()); }), "workspace.backup-broken") << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{700}, good.size() / 2}) {
    write_file_atomic(file, std::string_view(good).substr(0, size));
    EXPECT_EQ(code_of([&] { restore(file, target()); }), "workspace.not-a-backup") << size;
  }
  write_file_atomic(file, "rubbish");
  EXPECT_EQ(code_of([&] { restore(file, target()); }), "workspace.not-a-backup");
  EXPECT_EQ(code_of([&] { restore(root_ + "/none", target()); }), "base.cannot-read");
  EXPECT_FALSE(fs::exists(target()));
  EXPECT_FALSE(fs::exists(target() + ".part"));
  write_file_atomic(file, good);
  fs::create_directories(target());
  EXPECT_EQ(code_of([&] { restore(file, target()); }), "") << "an empty directory is free";
  EXPECT_EQ(code_of([&] { restore(file, target()); }), "workspace.not-empty");
  EXPECT_EQ(code_of([&] { restore(file, file); }), "workspace.not-empty");
}

TEST_P(BackupTest, NoNameLeadsOutOfItsPlace) {
  for (const char* name : {"../x", "/etc/x", "layers/../../x", "a//b", ".", "", "a\\b", "a\nb"}) {
    EXPECT_FALSE(is_safe_name(name)) << name;
    if (*name == '\0') continue;
    const auto file = tar({{name, "x"}, {"manifest.json", "{}"}});
    EXPECT_EQ(code_of([&] { restore(file, target()); }), "workspace.not-a-backup") << name;
  }
  const auto hash = content_hash("x");
  const auto entry = [&](const char* path) {
    return Json{{"path", path}, {"bytes", 1}, {"hash", hash}};
  };
  const auto manifest = [&](int version) {
    return Json{{"adem", "backup"},
                {"version", version},
                {"made_at", "2024-11-27T00:00:00Z"},
                {"election", "e"},
                {"exercise", false},
                {"with_key", false},
                {"files", {entry("adem.toml"), entry("adem.db")}}}
        .dump();
  };
  using Files = std::vector<std::pair<std::string, std::string>>;
  const Files both = {{"adem.toml", "x"}, {"adem.db", "x"}};
  const auto with = [&](const Files& more) {
    Files all = both;
    all.insert(all.end(), more.begin(), more.end());
    return tar(all);
  };
  EXPECT_EQ(code_of([&] { restore(with({{"manifest.json", manifest(2)}}), target()); }),
            "workspace.newer-backup");
  EXPECT_EQ(code_of([&] { restore(with({{"manifest.json", "{"}}), target()); }),
            "workspace.not-a-backup");
  EXPECT_EQ(code_of([&] {
              restore(with({{"layers/more", "x"}, {"manifest.json", manifest(1)}}), target());
            }),
            "workspace.backup-broken")
      << "nobody vouches for it";
  EXPECT_EQ(
      code_of([&] { restore(with({{"adem.db", "x"}, {"manifest.json", manifest(1)}}), target()); }),
      "workspace.backup-broken")
      << "twice";
  EXPECT_FALSE(fs::exists(target()));
}

TEST_P(BackupTest, LeavesNothingBehindWhereItCannotBeMade) {
  EXPECT_EQ(code_of([&] { back_up(*workspace_, root_ + "/no/b.tar", {}, kNow); }),
            "base.cannot-write");
  EXPECT_FALSE(fs::exists(root_ + "/no"));
  Settings settings = workspace_->settings();
  settings.store = "postgresql://adem:secret@127.0.0.1:1/adem";
  auto far = Workspace::create(root_ + "/far", settings);
  EXPECT_EQ(code_of([&] { back_up(far, root_ + "/b.tar", {}, kNow); }), "db.unreachable");
  EXPECT_FALSE(fs::exists(root_ + "/b.tar"));
  EXPECT_FALSE(fs::exists(root_ + "/b.tar.db"));
  const auto file = made();
  EXPECT_EQ(code_of([&] { restore(file, target(), {.store = settings.store, .beside = {}}); }),
            "db.unreachable");
  EXPECT_FALSE(fs::exists(target()));
  EXPECT_FALSE(fs::exists(target() + ".part"));
}

TEST_P(BackupTest, MovesToAnotherPlace) {
  const auto there = GetParam().place();
  const auto file = made(true);
  const RestoreOrder order{.store = there->where(), .beside = kBeside};
  restore(file, target(), order);
  auto moved = Workspace::open(target());
  EXPECT_EQ(moved.settings().store, there->where());
  EXPECT_EQ(moved.settings().letterhead, "kop surat é.txt");
  {
    auto ledger = open_ledger(moved, desk::desk_fold());
    EXPECT_EQ(ledger->node(), ledger_->node());
    expect_whole(*ledger);
  }
  EXPECT_TRUE(db::open(there->where())->prepare("SELECT 1 FROM serve_password").step());
  for (const char* gone : {"ledger", "event", "serve_password"}) {
    EXPECT_FALSE(moved.database().prepare("SELECT 1 FROM " + std::string(gone)).step()) << gone;
  }
  EXPECT_EQ(code_of([&] { restore(file, root_ + "/again", order); }), "workspace.store-in-use");
  EXPECT_FALSE(fs::exists(root_ + "/again"));
}

}  // namespace
}  // namespace adem::workspace
