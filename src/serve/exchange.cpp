#include "serve/exchange.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "ledger/bundle.h"
#include "serve/node_proof.h"
#include "serve/node_tables.h"
#include "serve/problem.h"
#include "workspace/ledger_store.h"
#include "workspace/register_share.h"

namespace adem::serve {

namespace {

constexpr std::size_t kPiece = 6U << 20;            // a request; the server takes 8 MB
constexpr std::uint64_t kMostBundle = 16ULL << 30;  // bytes of what comes

// How far the meetings with one server came, in numbers of arrival there and here.
struct Peer {
  std::string node;  // who it was; another one counts anew
  std::int64_t theirs = 0, ours = 0;
};

Peer peer_of(db::Database& peers, const std::string& url) {
  peers.migrate(kPeerTables);
  auto asked = peers.prepare("SELECT node, theirs, ours FROM serve_peer WHERE url = $1");
  asked.bind(1, url);
  if (!asked.step()) return {};
  return {.node = asked.text(0), .theirs = asked.integer(1), .ours = asked.integer(2)};
}

void keep(db::Database& peers, const std::string& url, const Peer& peer) {
  db::Transaction transaction(peers);
  peers
      .prepare(
          "INSERT INTO serve_peer (url, node, theirs, ours) VALUES ($1, $2, $3, $4) "
          "ON CONFLICT (url) DO UPDATE SET node = EXCLUDED.node, theirs = EXCLUDED.theirs, "
          "ours = EXCLUDED.ours")
      .bind(1, url)
      .bind(2, peer.node)
      .bind(3, peer.theirs)
      .bind(4, peer.ours)
      .run();
  transaction.commit();
}

// A file without a name for anybody else; gone with it.
class Spool {
 public:
  Spool() {
    auto pattern = (std::filesystem::temp_directory_path() / "adem-bundle-XXXXXX").string();
    const int fd = ::mkstemp(pattern.data());
    if (fd >= 0) ::close(fd);
    path_ = pattern;
    clear();
  }
  ~Spool() { ::unlink(path_.c_str()); }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  void clear() {
    out_ = std::ofstream(path_, std::ios::binary | std::ios::trunc);
    size_ = 0;
  }
  void add(std::string_view bytes) {
    size_ += bytes.size();
    if (size_ > kMostBundle) throw Error(ErrorKind::bad_input, "serve.bundle-too-large");
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  std::ifstream read() {
    if (out_.is_open()) out_.close();
    if (!out_) {
      throw Error(ErrorKind::io, "base.cannot-write", {{"path", path_}, {"why", std::string("-")}},
                  path_);
    }
    return std::ifstream(path_, std::ios::binary);
  }

 private:
  std::string path_;
  std::ofstream out_;
  std::uint64_t size_ = 0;
};

class Meeting {
 public:
  Meeting(const workspace::Workspace& workspace, ledger::Ledger& ledger, db::Database& peers,
          Caller& there, Instant now)
      : workspace_(workspace),
        ledger_(ledger),
        peers_(peers),
        there_(there),
        now_(now),
        key_(workspace::node_key(workspace)),
        peer_(peer_of(peers, there.base())) {}

  Exchange hold(const Progress& progress) {
    // Before anything comes in: what comes from there need not go back.
    const auto held = ledger_.size();
    Spool ours;
    write(ours);
    take(progress);
    send(ours);
    // Unless something was recorded here meanwhile: that is sent the next time.
    const auto now_held = ledger_.size();
    peer_.ours =
        static_cast<std::int64_t>(now_held - held == result_.taken.added ? now_held : held);
    keep(peers_, there_.base(), peer_);
    fetch();
    return std::move(result_);
  }

 private:
  http::Response ask(const char* method, const std::string& target, std::string body = {},
                     const std::function<void(std::string_view)>& sink = {}) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.body = std::move(body);
    sign_request(request, key_, now_);
    if (!request.body.empty()) request.headers.emplace_back("content-type", "application/x-ndjson");
    return there_.call(request, sink);
  }

  void must(const http::Response& answer) const {
    if (answer.status == 200) return;
    const auto json = read_json(answer.body);
    std::string code, what = "-";
    if (json && json->is_object() && json->contains("error") && json->at("error").is_object()) {
      code = json->at("error").value("code", "");
      what = json->at("error").value("what", "-");
    }
    if (code == "serve.no-node") {
      throw Error(ErrorKind::forbidden, "serve.not-known-there", {{"where", there_.base()}});
    }
    throw Error(ErrorKind::io, "serve.peer-refused",
                {{"where", there_.base()},
                 {"status", static_cast<std::int64_t>(answer.status)},
                 {"what", what}});
  }

  void write(Spool& spool) const {
    ledger::Ledger::Export what;
    what.since = static_cast<std::uint64_t>(peer_.ours);
    what.content = [this](const std::string& hash) {
      return workspace::shared_content(workspace_, hash);
    };
    ledger_.export_to(what, [&spool](std::string_view line) {
      spool.add(line);
      spool.add("\n");
    });
  }

  void take(const Progress& progress) {
    Spool spool;
    for (const bool again : {true, false}) {
      spool.clear();
      const auto answer = ask("GET", "/api/v1/ledger/bundle?since=" + std::to_string(peer_.theirs),
                              {}, [&spool](std::string_view piece) { spool.add(piece); });
      must(answer);
      auto in = spool.read();
      std::string first;
      std::getline(in, first);
      const Json head = Json::parse(first, nullptr, false);
      const auto node = head.is_object() && head.contains("from") && head["from"].is_string()
                            ? head["from"].get<std::string>()
                            : std::string();
      const auto next = next_of(answer);
      // A server that begins again (another book, or one from a backup) counts from the start.
      if (again && peer_.theirs > 0 && (node != peer_.node || next < peer_.theirs)) {
        peer_.theirs = 0;
        continue;
      }
      peer_.node = node;
      peer_.theirs = next;
      break;
    }
    auto in = spool.read();
    result_.taken = ledger_.merge(ledger::lines_of(in), now_, progress);
    if (result_.taken.truncated) throw Error(ErrorKind::bad_input, "ledger.bundle-cut");
  }

  static std::int64_t next_of(const http::Response& answer) {
    for (const auto& [name, value] : answer.headers) {
      std::int64_t next = 0;
      const auto* const end = value.data() + value.size();
      if (name == "adem-next" && std::from_chars(value.data(), end, next).ptr == end) return next;
    }
    return 0;
  }

  // In pieces that a server takes at once; each begins like a bundle, and none says that it is the
  // end.
  void send(Spool& spool) {
    std::string head, piece;
    const auto post = [&] {
      if (piece.empty()) return;
      const auto answer = ask("POST", "/api/v1/ledger/merge", head + piece);
      must(answer);
      if (const auto json = read_json(answer.body); json && json->is_object()) {
        result_.added += json->value("added", std::uint64_t{0});
        result_.refused += json->value("refused", std::uint64_t{0});
      }
      piece.clear();
    };
    auto in = spool.read();
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("{\"adem\":") || line.starts_with("{\"key\":")) {
        head += line + '\n';
      } else if (!line.starts_with("{\"end\":")) {
        if (piece.size() + line.size() > kPiece) post();
        result_.sent += line.starts_with("{\"body\":") ? 1 : 0;
        piece += line + '\n';
      }
    }
    post();
  }

  void fetch() {
    for (const auto& hash : ledger_.wanted()) {
      if (workspace::shared_content(workspace_, hash)) continue;  // the register's own lists
      const auto answer = ask("GET", "/api/v1/content/" + hash);
      if (answer.status == 404) continue;  // another keeper has it
      must(answer);
      if (ledger_.take_content(answer.body)) ++result_.contents;
    }
  }

  const workspace::Workspace& workspace_;
  ledger::Ledger& ledger_;
  db::Database& peers_;
  Caller& there_;
  const Instant now_;
  const SigningKey key_;
  Peer peer_;
  Exchange result_;
};

}  // namespace

Exchange exchange(const workspace::Workspace& workspace, ledger::Ledger& ledger,
                  db::Database& peers, Caller& there, Instant now, const Progress& progress) {
  return Meeting(workspace, ledger, peers, there, now).hold(progress);
}

}  // namespace adem::serve
