// Books that meet over the wire, between enrolled nodes only: what was written since, what others
// wrote, and the lists that events name by hash.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "brief/merge_json.h"
#include "ledger/bundle.h"
#include "serve/route.h"
#include "workspace/register_share.h"

namespace adem::serve {

namespace {

// A bundle is written to a nameless file first: a slow reader then holds up nobody's book.
class Spool final : public http::Stream {
 public:
  Spool() : file_(std::tmpfile(), &std::fclose) {
    if (!file_) fail();
  }
  void add(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail();
    size_ += bytes.size();
  }
  std::uint64_t finish() {
    if (std::fflush(file_.get()) != 0) fail();
    std::rewind(file_.get());
    return size_;
  }

  void on_news(std::function<void()>) override {}
  std::optional<std::string> next() override {
    std::string piece(kPiece, '\0');
    piece.resize(std::fread(piece.data(), 1, piece.size(), file_.get()));
    if (piece.empty()) return std::nullopt;
    return piece;
  }
  std::optional<std::string> beat() override { return std::nullopt; }

 private:
  static constexpr std::size_t kPiece = 64U << 10;
  [[noreturn]] static void fail() {
    throw Error(ErrorKind::io, "base.cannot-write",
                {{"path", std::string("tmp")}, {"why", std::string(std::strerror(errno))}});
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::uint64_t size_ = 0;
};

http::Response bundle(Call& call) {
  ledger::Ledger::Export what;
  what.since = static_cast<std::uint64_t>(call.number("since", 0));
  what.content = [&call](const std::string& hash) {
    return workspace::shared_content(call.house.workspace(), hash);
  };
  // Read before: what arrives meanwhile is in the next bundle, perhaps again.
  const auto held = call.house.ledger().size();
  auto spool = std::make_shared<Spool>();
  call.house.ledger().export_to(what, [&spool](std::string_view line) {
    spool->add(line);
    spool->add("\n");
  });
  http::Response response;
  response.headers = {{"Content-Type", "application/x-ndjson"},
                      {"Cache-Control", "no-store"},
                      {"Adem-Next", std::to_string(held)}};
  response.length = spool->finish();
  response.stream = std::move(spool);
  return response;
}

http::Response merge(Call& call) {
  std::istringstream in(call.request.body);
  const auto report = call.house.ledger().merge(ledger::lines_of(in), call.around.now);
  call.house.news().poke();
  return json_response(200, brief::merge_json(report, call.speech));
}

http::Response content(Call& call) {
  const auto hash = Hash::from_hex(call.words[0]);
  std::optional<std::string> bytes;
  if (hash) bytes = call.house.ledger().content(hash->hex());
  if (hash && !bytes) bytes = workspace::shared_content(call.house.workspace(), hash->hex());
  if (!bytes) throw Problem{404, "serve.no-content"};
  return tagged(call, hash->hex(), "application/octet-stream",
                "private, immutable, max-age=31536000", std::move(*bytes));
}

constexpr Param kSince[] = {{"since", Value::number}};

}  // namespace

std::span<const Route> ledger_routes() {
  static const Route routes[] = {
      {.method = "GET",
       .pattern = "/api/v1/ledger/bundle",
       .name = "bundle",
       .need = Need::node,
       .run = bundle,
       .query = kSince,
       .type = "application/x-ndjson"},
      {.method = "POST",
       .pattern = "/api/v1/ledger/merge",
       .name = "merge",
       .need = Need::node,
       .run = merge,
       .body = Body::lines},
      {.method = "GET",
       .pattern = "/api/v1/content/{hash}",
       .name = "content",
       .need = Need::node,
       .run = content,
       .type = "application/octet-stream",
       .good = {200, 304}},
  };
  return routes;
}

}  // namespace adem::serve
