// adem backup, restore: a whole workspace in one file, and back.
#include "workspace/backup.h"

#include <memory>

#include "cli/commands.h"
#include "serve/node_tables.h"

namespace adem::cli {

namespace {

Json to_json(const workspace::BackedUp& done) {
  return Json{{"files", done.files},
              {"bytes", done.bytes},
              {"made_at", done.made_at},
              {"election", done.election},
              {"exercise", done.exercise},
              {"with_key", done.with_key},
              {"from_server", done.from_server}};
}

// Files and megabytes, rounded up: what a stick must hold.
Args counts(const workspace::BackedUp& done, const std::string& path) {
  constexpr std::uint64_t kMega = 1'000'000;
  return {{"path", path},
          {"files", static_cast<std::int64_t>(done.files)},
          {"megabytes", static_cast<std::int64_t>((done.bytes + kMega - 1) / kMega)}};
}

}  // namespace

void add_backup(Command& app, Context& context) {
  struct Asked {
    std::string file, directory, store;
    bool with_key = false;
  };
  auto asked = std::make_shared<Asked>();
  auto* backup = app.add_subcommand("backup", context.help("backup.about"));
  backup->add_option("file", asked->file, context.help("backup.file"))->required();
  backup->add_flag("--with-key", asked->with_key, context.help("backup.with-key"));
  backup->callback([asked, &context] {
    workspace::BackupOrder order{
        .with_key = asked->with_key, .private_tables = {}, .beside = serve::node_tables()};
    for (const auto table : serve::kPrivateTables) order.private_tables.emplace_back(table);
    const auto done = workspace::back_up(context.workspace(), asked->file, order, context.now(),
                                         context.progress(asked->file));
    if (context.json) return context.print(to_json(done));
    const auto& speech = context.speech();
    context.line(speech.say("backup.done", counts(done, asked->file)));
    context.line(speech.say(done.with_key ? "backup.with-key" : "backup.without-key"));
  });
  auto* restore = app.add_subcommand("restore", context.help("restore.about"));
  restore->add_option("file", asked->file, context.help("restore.file"))->required();
  restore->add_option("--dir", asked->directory, context.help("restore.dir"))->required();
  restore->add_option("--store", asked->store, context.help("restore.store"));
  restore->callback([asked, &context] {
    const auto done = workspace::restore(asked->file, asked->directory,
                                         {.store = asked->store, .beside = serve::node_tables()},
                                         context.progress(asked->file));
    if (context.json) return context.print(to_json(done));
    const auto& speech = context.speech();
    if (done.exercise) context.line(speech.say("exercise"));
    context.line(speech.say("backup.restored", counts(done, asked->directory)));
    if (!asked->store.empty()) {
      context.line(speech.say("backup.sent", {{"where", db::without_password(asked->store)}}));
    } else if (done.from_server) {
      context.line(speech.say("backup.from-server"));
    }
    if (!done.with_key) context.line(speech.say("backup.new-node"));
  });
}

}  // namespace adem::cli
