// adem ledger export, merge: books that meet by file, stick or wire.
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "brief/merge_json.h"
#include "cli/commands.h"
#include "cli/ledger_common.h"
#include "ledger/bundle.h"
#include "serve/exchange.h"
#include "serve/service.h"
#include "workspace/register_share.h"

namespace adem::cli {

namespace {

namespace fs = std::filesystem;

// A file that is there whole or not at all.
class Whole {
 public:
  explicit Whole(const std::string& path)
      : path_(path), beside_(path + ".part"), out_(beside_, std::ios::binary | std::ios::trunc) {}
  Whole(const Whole&) = delete;
  Whole& operator=(const Whole&) = delete;
  ~Whole() {
    std::error_code ignored;
    if (!done_) fs::remove(beside_, ignored);
  }
  void line(std::string_view text) {
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    out_.put('\n');
    if (!out_) refuse();
  }
  void finish() {
    out_.close();
    std::error_code error;
    if (out_) fs::rename(beside_, path_, error);
    if (!out_ || error) refuse();
    done_ = true;
  }

 private:
  [[noreturn]] void refuse() const {
    const std::error_code code(errno, std::generic_category());
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", path_}, {"why", code.message()}},
                path_);
  }
  std::string path_, beside_;
  std::ofstream out_;
  bool done_ = false;
};

void add_ledger_export(Command& ledger, Context& context) {
  struct Asked {
    std::string file;
    std::uint64_t since = 0;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = ledger.add_subcommand("export", context.help("ledger.export.about"));
  command->add_option("file", asked->file, context.help("ledger.export.file"))->required();
  command->add_option("--since", asked->since, context.help("ledger.export.since"));
  command->callback([asked, &context] {
    Room room(context);
    ledger::Ledger::Export what;
    what.since = asked->since;
    what.content = [&context](const std::string& hash) {
      return workspace::shared_content(context.workspace(), hash);
    };
    const std::uint64_t held = room.ledger().size();
    std::uint64_t events = 0;
    Whole out(asked->file);
    room.ledger().export_to(
        what,
        [&](std::string_view line) {
          events += line.starts_with("{\"body\":") ? 1 : 0;
          out.line(line);
        },
        context.progress(asked->file));
    out.finish();
    if (context.json) {
      return context.print(Json{{"file", asked->file}, {"events", events}, {"next", held}});
    }
    context.line(context.speech().say(
        "ledger.exported",
        {{"file", asked->file}, {"events", count(events)}, {"next", count(held)}}));
  });
}

Json merge_json(const ledger::MergeReport& report, const words::Speech& speech) {
  Json json = brief::merge_json(report, speech);
  json["after"] = to_json(report.after);
  return json;
}

void show_merge(const ledger::MergeReport& report, Context& context) {
  const auto& speech = context.speech();
  context.line(speech.say("ledger.merged", {{"added", count(report.added)},
                                            {"known", count(report.known)},
                                            {"quarantined", count(report.quarantined)}}));
  if (report.future > 0) {
    context.line(speech.say("ledger.future", {{"count", count(report.future)}}));
  }
  for (const auto& message : report.refused) context.line("  " + speech.say(message));
  show(report.after, context, speech);
}

[[noreturn]] void refused(const char* code, std::uint64_t how_many, const std::string& where) {
  throw Error(ErrorKind::bad_input, code, {{"count", count(how_many)}}, where);
}

void merge_file(const std::string& file, Context& context) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorKind::io, "base.cannot-read", {{"path", file}}, file);
  Room room(context);
  const auto report =
      room.ledger().merge(ledger::lines_of(in), context.now(), context.progress(file));
  if (context.json) {
    context.print(merge_json(report, context.speech()));
  } else {
    show_merge(report, context);
  }
  if (report.truncated) throw Error(ErrorKind::bad_input, "ledger.bundle-cut", {}, file);
  if (report.refused_count > 0) refused("ledger.bundle-refused", report.refused_count, file);
}

void meet(const std::string& url, const std::string& authority, Context& context) {
  serve::Caller there(url, authority);
  Room room(context);
  const auto peers = serve::open_logins(context.workspace());
  const auto met = serve::exchange(context.workspace(), room.ledger(), *peers, there, context.now(),
                                   context.progress(url));
  if (context.json) {
    Json said = merge_json(met.taken, context.speech());
    said["sent"] = {{"events", met.sent}, {"added", met.added}, {"refused", met.refused}};
    said["contents"] = met.contents;
    context.print(said);
  } else {
    show_merge(met.taken, context);
    context.line(context.speech().say("ledger.sent", {{"sent", count(met.sent)},
                                                      {"added", count(met.added)},
                                                      {"contents", count(met.contents)}}));
  }
  const auto all = met.taken.refused_count + met.refused;
  if (all > 0) refused("ledger.bundle-refused", all, url);
}

void add_merge(Command& ledger, Context& context) {
  struct Asked {
    std::string source, authority;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = ledger.add_subcommand("merge", context.help("ledger.merge.about"));
  command->add_option("source", asked->source, context.help("ledger.merge.source"))->required();
  command->add_option("--cacert", asked->authority, context.help("ledger.merge.cacert"));
  command->callback([asked, &context] {
    if (serve::Caller::is_url(asked->source)) {
      meet(asked->source, asked->authority, context);
    } else {
      merge_file(asked->source, context);
    }
  });
}

}  // namespace

void add_ledger_bundle(Command& app, Context& context) {
  Command& ledger = group(app, "ledger", context);
  add_ledger_export(ledger, context);
  add_merge(ledger, context);
}

}  // namespace adem::cli
