#include "workspace/ledger_store.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "ledger/log.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kKeyHead = "adem node key 1\n";
constexpr const char* kMoved = "meetings.jsonl";

[[noreturn]] void cannot_write(const std::string& path, int code) {
  throw Error(ErrorKind::io, "base.cannot-write",
              {{"path", path}, {"why", std::string(std::strerror(code))}}, path);
}

// Complete or not at all: linked to its name only when it is on the disk. Another process may have
// been quicker, then its key is the node's.
void make_key_file(const std::string& path) {
  const SigningKey key = SigningKey::generate();
  Hash seed;
  seed.bytes = key.seed();
  const std::string text = std::string(kKeyHead) + seed.hex() + "\n";
  const std::string beside = path + "." + std::to_string(::getpid());
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) cannot_write(path, errno);
  const ssize_t written = ::write(fd, text.data(), text.size());
  const bool whole = written == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  const int code = whole ? 0 : (written < 0 ? errno : ENOSPC);
  ::close(fd);
  const bool linked = whole && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int link_code = linked ? 0 : errno;
  ::unlink(beside.c_str());
  if (!whole) cannot_write(path, code);
  if (!linked) cannot_write(path, link_code);
}

// "m1.k2" of the node that kept the file alone becomes "m1~<tag>.k2".
std::string tagged(const std::string& id, const std::string& tag) {
  if (id.empty()) return id;
  const auto dot = id.find('.');
  return id.substr(0, dot) + "~" + tag + (dot == std::string::npos ? "" : id.substr(dot));
}

ledger::Draft moved(const ledger::LineEvent& event, const std::string& tag) {
  ledger::Draft draft;
  draft.at = event.at;
  draft.office = event.office;
  draft.area = event.area;
  draft.kind = event.kind;
  draft.subject = tagged(event.subject, tag);
  draft.body = event.body;
  if (draft.body.contains("question") && draft.body["question"].is_string()) {
    draft.body["question"] = tagged(draft.body["question"].get<std::string>(), tag);
  }
  return draft;
}

void move_meetings(const Workspace& workspace, ledger::Ledger& ledger) {
  const std::string path = workspace.path(kMoved);
  std::error_code error;
  if (!fs::exists(path, error)) return;
  const auto log = ledger::open_file_log(path);
  Instant last{};
  log->for_each([&last](const ledger::LineEvent& event) { last = std::max(last, event.at); });
  ledger.commit_once(
      kMoved,
      [&](const ledger::Reader&) {
        std::vector<ledger::Draft> drafts;
        log->for_each(
            [&](const ledger::LineEvent& event) { drafts.push_back(moved(event, ledger.tag())); });
        return drafts;
      },
      last);
  fs::rename(path, path + ".moved", error);
  if (error) cannot_write(path + ".moved", error.value());
}

}  // namespace

SigningKey node_key(const Workspace& workspace) {
  const std::string path = workspace.path("node.key");
  std::error_code error;
  if (!fs::exists(path, error)) make_key_file(path);
  const std::string text = read_file(path);
  std::optional<Hash> seed;
  if (text.starts_with(kKeyHead) && text.size() >= kKeyHead.size() + 64) {
    seed = Hash::from_hex(std::string_view(text).substr(kKeyHead.size(), 64));
  }
  if (!seed) throw Error(ErrorKind::bad_input, "workspace.bad-node-key", {}, path);
  return SigningKey::from_seed(seed->bytes);
}

std::unique_ptr<ledger::Ledger> open_ledger(Workspace& workspace, const ledger::Fold& fold) {
  const std::string& store = workspace.settings().store;
  ledger::Settings settings;
  settings.key = node_key(workspace);
  auto ledger = ledger::Ledger::open(db::open(store.empty() ? workspace.path("adem.db") : store),
                                     fold, std::move(settings));
  move_meetings(workspace, *ledger);
  return ledger;
}

}  // namespace adem::workspace
