#include "workspace/backup.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/hash.h"
#include "base/json.h"
#include "workspace/ledger_move.h"
#include "workspace/ledger_store.h"
#include "workspace/tar.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kManifest = "manifest.json";
constexpr int kVersion = 1;
constexpr std::size_t kMostManifest = 64U << 20;
constexpr std::size_t kNamed = 5;  // of what is broken

struct Item {
  std::string name, path;
  std::uint64_t bytes = 0;
  std::optional<std::string> text = {};  // instead of what the file says
};

bool is_secret(std::string_view name) { return name.ends_with(".key"); }

// What another program is writing just now.
bool is_unfinished(std::string_view name) {
  return name.ends_with(".tmp") || name.ends_with(".part") ||
         name.find("stations-arriving") != std::string_view::npos;
}

void add_file(std::vector<Item>& items, const std::string& root, const std::string& name) {
  std::error_code error;
  const std::string path = root + "/" + name;
  if (!is_safe_name(name) || !fs::is_regular_file(fs::symlink_status(path, error))) return;
  const auto bytes = fs::file_size(path, error);
  if (!error) items.push_back({name, path, bytes});
}

// Everything that a workspace is made of; what else lies in its directory is not adem's.
std::vector<Item> items_of(const Workspace& workspace, bool with_key) {
  const std::string& root = workspace.directory();
  std::vector<Item> items;
  for (const auto& name :
       {std::string("adem.toml"), workspace.settings().letterhead, std::string("meetings.jsonl"),
        std::string("meetings.jsonl.moved"), std::string("node.key")}) {
    if (!name.empty() && (with_key || !is_secret(name))) add_file(items, root, name);
  }
  for (const char* folder : {"layers", "runs", "uploads", "tls"}) {
    std::error_code error;
    fs::recursive_directory_iterator it(root + "/" + folder, error), end;
    for (; !error && it != end; it.increment(error)) {
      const auto name = fs::path(it->path()).lexically_relative(root).generic_string();
      if (is_unfinished(name) || (!with_key && is_secret(name))) continue;
      add_file(items, root, name);
    }
  }
  if (auto settings = workspace.settings(); !settings.store.empty()) {
    settings.store.clear();
    const auto toml = std::ranges::find(items, "adem.toml", &Item::name);
    toml->text = settings_text(settings);
    toml->bytes = toml->text->size();
  }
  std::ranges::sort(items, {}, &Item::name);
  return items;
}

// The database as it stands now, beside the file that is being made; gone with it.
class Copy {
 public:
  Copy(Workspace& workspace, std::string path, const BackupOrder& order, const Progress& progress)
      : Copy(std::move(path)) {
    workspace.database().prepare("VACUUM INTO $1").bind(1, path_).run();
    const auto& store = workspace.settings().store;
    if (order.with_key && store.empty()) return;
    const auto database = db::open(path_);
    if (!store.empty()) bring_ledger(store, *database, order.beside, progress);
    if (!order.with_key) empty(*database, order.private_tables);
    database->scrub("");
  }
  ~Copy() { remove(); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  Item item() const { return {"adem.db", path_, fs::file_size(path_)}; }

 private:
  // Whole from here on: what fails afterwards leaves nothing behind.
  explicit Copy(std::string path) : path_(std::move(path)) { remove(); }
  static void empty(db::Database& database, const std::vector<std::string>& tables) {
    for (const auto& table : tables) {
      auto there = database.prepare("SELECT 1 FROM sqlite_master WHERE name = $1");
      there.bind(1, table);
      const bool has = there.step();
      there.reset();
      if (has) database.execute("DELETE FROM " + table);  // zeroed, see db/database.h
    }
  }
  void remove() const {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + end, ignored);
  }
  std::string path_;
};

// Puts a file in and returns its hash.
std::string put(TarWriter& out, const Item& item, const std::function<void(std::size_t)>& did) {
  if (item.text) {
    out.begin(item.name, item.bytes);
    out.put(*item.text);
    did(item.text->size());
    return content_hash(*item.text);
  }
  std::ifstream in(item.path, std::ios::binary);
  if (!in) throw Error(ErrorKind::io, "base.cannot-read", {{"path", item.path}}, item.path);
  out.begin(item.name, item.bytes);
  Hasher hasher;
  std::string piece(1U << 20, '\0');
  for (auto left = item.bytes; left > 0;) {
    const auto most = std::min<std::uint64_t>(left, piece.size());
    in.read(piece.data(), static_cast<std::streamsize>(most));
    const auto came = static_cast<std::size_t>(in.gcount());
    if (came == 0) {
      throw Error(ErrorKind::conflict, "workspace.backup-changed", {{"path", item.name}});
    }
    const std::string_view bytes(piece.data(), came);
    out.put(bytes);
    hasher.add(bytes);
    left -= came;
    did(came);
  }
  return hasher.finish().hex();
}

struct Listed {
  std::uint64_t bytes = 0;
  std::string hash;
  bool seen = false;
};

struct Manifest {
  BackedUp about;
  std::map<std::string, Listed> files;
};

std::optional<Manifest> read_manifest(const std::string& text, const std::string& path) {
  try {
    const Json json = Json::parse(text);
    if (json.at("adem") != "backup") return std::nullopt;
    if (json.at("version").get<int>() > kVersion) {
      throw Error(ErrorKind::unsupported, "workspace.newer-backup", {}, path);
    }
    Manifest manifest;
    auto& about = manifest.about;
    about.made_at = json.at("made_at").get<std::string>();
    about.election = json.at("election").get<std::string>();
    about.exercise = json.at("exercise").get<bool>();
    about.with_key = json.at("with_key").get<bool>();
    about.from_server = json.value("from_server", false);
    for (const Json& file : json.at("files")) {
      Listed& listed = manifest.files[file.at("path").get<std::string>()];
      listed.bytes = file.at("bytes").get<std::uint64_t>();
      listed.hash = file.at("hash").get<std::string>();
    }
    return manifest;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// The first reading: everything is hashed, nothing is written.
Manifest checked(const std::string& file, const std::function<void(std::size_t)>& did) {
  std::map<std::string, Listed> found;
  std::vector<std::string> broken;
  std::string manifest_text, name;
  std::optional<Hasher> hasher;
  const auto end = [&] {
    if (hasher) found[name].hash = hasher->finish().hex();
    hasher.reset();
  };
  read_tar(file, {.begin =
                      [&](const std::string& next, std::uint64_t bytes) {
                        end();
                        name = next;
                        if (found.contains(name)) broken.push_back(name);  // twice
                        found[name].bytes = bytes;
                        hasher.emplace();
                      },
                  .put =
                      [&](std::string_view bytes) {
                        hasher->add(bytes);
                        did(bytes.size());
                        if (name == kManifest && manifest_text.size() < kMostManifest) {
                          manifest_text += bytes;
                        }
                      }});
  end();
  auto manifest = read_manifest(manifest_text, file);
  if (!manifest || !manifest->files.contains("adem.toml") || !manifest->files.contains("adem.db")) {
    throw Error(ErrorKind::bad_input, "workspace.not-a-backup",
                {{"path", file}, {"why", std::string(kManifest)}}, file);
  }
  found.erase(std::string(kManifest));
  for (const auto& [path, listed] : manifest->files) {
    const auto it = found.find(path);
    if (it == found.end() || it->second.hash != listed.hash || it->second.bytes != listed.bytes) {
      broken.push_back(path);
    }
    manifest->about.bytes += listed.bytes;
  }
  for (const auto& [path, listed] : found) {
    if (!manifest->files.contains(path)) broken.push_back(path);  // nobody vouches for it
  }
  manifest->about.files = manifest->files.size();
  if (broken.empty()) return std::move(*manifest);
  std::string named;
  for (std::size_t i = 0; i < broken.size() && i < kNamed; ++i) {
    named += (named.empty() ? "" : ", ") + broken[i];
  }
  throw Error(ErrorKind::bad_input, "workspace.backup-broken",
              {{"files", named}, {"count", static_cast<std::int64_t>(broken.size())}}, file);
}

// The second: what was found good is written.
void write_out(const std::string& file, const std::string& directory,
               const std::function<void(std::size_t)>& did) {
  std::unique_ptr<AtomicFile> out;
  const auto end = [&out] {
    if (out) out->commit();
    out.reset();
  };
  read_tar(file, {.begin =
                      [&](const std::string& name, std::uint64_t) {
                        end();
                        if (name == kManifest) return;
                        const auto path = fs::path(directory) / name;
                        std::error_code ignored;  // writing into it will tell
                        fs::create_directories(path.parent_path(), ignored);
                        out = std::make_unique<AtomicFile>(path.string(), is_secret(name));
                      },
                  .put =
                      [&](std::string_view bytes) {
                        did(bytes.size());
                        if (out) out->put(bytes);
                      }});
  end();
}

// The ledger to the server that is asked for.
void send(Workspace& workspace, const RestoreOrder& order, const Progress& progress) {
  send_ledger(workspace.database(), order.store, order.beside, progress);
  auto settings = workspace.settings();
  settings.store = order.store;
  write_file_atomic(workspace.path("adem.toml"), settings_text(settings));
}

void must_be_free(const std::string& directory) {
  std::error_code error;
  const auto there = fs::symlink_status(directory, error);
  if (!fs::exists(there)) return;
  if (fs::is_directory(there) && fs::is_empty(directory, error) && !error) return;
  throw Error(ErrorKind::conflict, "workspace.not-empty", {{"path", directory}}, directory);
}

}  // namespace

BackedUp back_up(Workspace& workspace, const std::string& file, const BackupOrder& order,
                 Instant now, const Progress& progress) {
  const auto& settings = workspace.settings();
  TarWriter out(file, now);
  // The database first: what it names is there, and what comes meanwhile does no harm.
  const Copy copy(workspace, file + ".db", order, progress);
  auto items = items_of(workspace, order.with_key);
  items.insert(items.begin(), copy.item());
  BackedUp done{.files = items.size(),
                .bytes = 0,
                .made_at = iso_utc(now),
                .election = settings.election,
                .exercise = settings.exercise,
                .with_key = order.with_key,
                .from_server = !settings.store.empty()};
  for (const Item& item : items) done.bytes += item.bytes;
  std::uint64_t at = 0;
  Json files = Json::array();
  for (const Item& item : items) {
    const auto hash = put(out, item, [&](std::size_t bytes) {
      at += bytes;
      if (progress) progress(at, done.bytes);
    });
    files.push_back({{"path", item.name}, {"bytes", item.bytes}, {"hash", hash}});
  }
  const std::string manifest = Json{
      {"adem", "backup"},
      {"version", kVersion},
      {"made_at", done.made_at},
      {"election", done.election},
      {"exercise", done.exercise},
      {"with_key", done.with_key},
      {"from_server", done.from_server},
      {"files", std::move(files)}}.dump(1);
  out.begin(std::string(kManifest), manifest.size());
  out.put(manifest);
  out.finish();
  return done;
}

BackedUp restore(const std::string& file, const std::string& directory, const RestoreOrder& order,
                 const Progress& progress) {
  must_be_free(directory);
  std::error_code error;
  const auto total = 2 * fs::file_size(file, error);  // read twice
  std::uint64_t at = 0;
  const auto did = [&](std::size_t bytes) {
    at += bytes;
    if (progress) progress(std::min<std::uint64_t>(at, total), total);
  };
  const auto manifest = checked(file, did);
  const std::string beside = directory + ".part";
  fs::remove_all(beside, error);
  struct Gone {
    const std::string& path;
    ~Gone() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  } gone{beside};
  fs::create_directories(beside, error);
  if (!error) {
    write_out(file, beside, did);
    auto workspace = Workspace::open(beside);
    if (!manifest.about.with_key) ledger::go_on_as(workspace.database(), node_key(workspace));
    if (!order.store.empty()) send(workspace, order, progress);
  }
  if (!error) {
    if (fs::exists(directory, error)) fs::remove(directory, error);
    fs::rename(beside, directory, error);
  }
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", directory}, {"why", error.message()}},
                directory);
  }
  return manifest.about;
}

}  // namespace adem::workspace
