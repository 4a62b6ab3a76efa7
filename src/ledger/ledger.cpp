#include "ledger/ledger.h"

#include "base/error.h"
#include "ledger/content.h"
#include "ledger/ledger_impl.h"
#include "ledger/reading.h"
#include "ledger/schema.h"

namespace adem::ledger {

namespace {

// What an act sees: the tables and, before them, what the acts of the same transaction did.
class Inside final : public Reader {
 public:
  explicit Inside(Book& book) : book_(book) {}
  std::optional<Json> state(const std::string& aggregate) const override {
    const Json* found = book_.state(aggregate);
    if (found == nullptr) return std::nullopt;
    return *found;
  }
  void states(std::string_view type, std::string_view area,
              const std::function<void(const std::string&, const Json&)>& visit) const override {
    book_.settle();
    visit_states(book_.tables(), type, area, visit);
  }
  void history(const std::string& aggregate,
               const std::function<void(const Event&)>& visit) const override {
    book_.settle();
    visit_history(book_.tables(), aggregate, visit);
  }

 private:
  Book& book_;
};

}  // namespace

LedgerImpl::LedgerImpl(std::unique_ptr<db::Database> database, const Fold& fold, Settings settings)
    : fold_(fold),
      settings_(std::move(settings)),
      node_(id_of(settings_.key.public_key())),
      database_(std::move(database)),
      book_(*database_, fold_, settings_),
      group_([this](const std::vector<Job*>& jobs) { run(jobs); }) {
  database_->migrate(kTables);
  auto meta = book_.tables().meta();
  if (!meta) {
    db::Transaction transaction(*database_);
    meta = book_.tables().meta();
    if (!meta) {
      meta = Meta{.node = node_,
                  .root = settings_.root.value_or(node_),
                  .key = settings_.key.public_key(),
                  .fold = fold_.version(),
                  .generation = 0,
                  .clock = {},
                  .last_n = 0};
      book_.tables().make_meta(*meta);
      book_.begin();
      book_.know(node_, settings_.key.public_key());
      book_.end();
    }
    transaction.commit();
  }
  if (meta->node != node_) {
    throw Error(ErrorKind::conflict, "ledger.other-node",
                {{"theirs", meta->node.hex()}, {"ours", node_.hex()}});
  }
  if (meta->fold != fold_.version()) rebuild({});
  if (settings_.root && meta->root != *settings_.root) join(*settings_.root);
}

void LedgerImpl::write(const std::function<bool()>& work) {
  const std::lock_guard lock(write_mutex_);
  bool scrub = false;
  try {
    db::Transaction transaction(*database_);
    book_.begin();
    if (!work()) return;
    scrub = book_.end();
    transaction.commit();
  } catch (const Error& error) {
    book_.forget();
    if (error.message().code == "db.busy") {
      throw Error(ErrorKind::conflict, "ledger.locked", {}, error.where());
    }
    throw;
  } catch (...) {
    book_.forget();
    throw;
  }
  if (!scrub) return;
  database_->scrub("body");
  database_->scrub("state");
  database_->scrub("ledger_content");
}

void LedgerImpl::run(const std::vector<Job*>& jobs) {
  write([&] {
    bool changed = false;
    for (Job* job : jobs) changed = run_one(*job) || changed;
    return changed;
  });
}

bool LedgerImpl::run_one(Job& job) {
  std::vector<Draft> drafts;
  std::vector<std::string> bodies;
  try {
    if (!job.once.empty()) {
      auto s = book_.tables().sql("SELECT 1 FROM ledger_once WHERE name = $1");
      s->bind(1, job.once);
      job.skipped = s->step();
      if (job.skipped) return false;
    }
    drafts = (*job.act)(Inside(book_));
    bodies = book_.check(drafts);
  } catch (...) {
    // The act's own refusal, before anything of it was written: the others go on.
    job.failed = std::current_exception();
    return false;
  }
  if (drafts.empty() && job.once.empty()) return false;
  job.made = book_.add_own(drafts, bodies, job.now);
  if (!job.once.empty()) {
    auto s = book_.tables().sql("INSERT INTO ledger_once (name) VALUES ($1)");
    s->bind(1, job.once).run();
  }
  return true;
}

std::vector<Event> LedgerImpl::commit(const Act& act, Instant now) {
  Job job;
  job.act = &act;
  job.now = now;
  group_.submit(job);
  return std::move(job.made);
}

bool LedgerImpl::commit_once(const std::string& name, const Act& act, Instant now) {
  Job job;
  job.act = &act;
  job.now = now;
  job.once = name;
  group_.submit(job);
  return !job.skipped;
}

void LedgerImpl::rebuild(const Progress& progress) {
  write([&] {
    book_.rebuild(progress);
    return true;
  });
}

void LedgerImpl::read(const std::function<void(Tables&)>& work) const {
  {
    const std::lock_guard lock(read_mutex_);
    if (!beside_) {
      second_ = database_->again();
      if (second_) beside_ = std::make_unique<Tables>(*second_);
    }
    if (beside_) return work(*beside_);
  }
  const std::lock_guard lock(write_mutex_);
  work(book_.tables());
}

void LedgerImpl::read_at_once(const std::function<void(Tables&)>& work) const {
  read([&work, this](Tables& tables) {
    if (&tables.database() == database_.get()) return work(tables);
    const db::Snapshot snapshot(tables.database());
    work(tables);
  });
}

Id LedgerImpl::root() const {
  Id root;
  read([&root](Tables& tables) { root = tables.must_meta().root; });
  return root;
}

std::vector<Node> LedgerImpl::nodes() const {
  std::vector<Node> nodes;
  read([&nodes](Tables& tables) { nodes = tables.nodes(); });
  return nodes;
}

std::uint64_t LedgerImpl::size() const {
  std::uint64_t size = 0;
  read([&size](Tables& tables) { size = static_cast<std::uint64_t>(tables.must_meta().last_n); });
  return size;
}

std::optional<Json> LedgerImpl::state(const std::string& aggregate) const {
  std::optional<Json> state;
  read([&](Tables& tables) {
    if (const auto row = tables.state(aggregate)) state = Json::parse(row->json, nullptr, false);
  });
  return state;
}

void LedgerImpl::states(std::string_view type, std::string_view area,
                        const std::function<void(const std::string&, const Json&)>& visit) const {
  read([&](Tables& tables) { visit_states(tables, type, area, visit); });
}

void LedgerImpl::history(const std::string& aggregate,
                         const std::function<void(const Event&)>& visit) const {
  read([&](Tables& tables) { visit_history(tables, aggregate, visit); });
}

void LedgerImpl::events(
    const std::function<void(const Event&, std::string_view quarantine)>& visit) const {
  read([&](Tables& tables) {
    tables.by_order(0, [&visit](Row& row) { visit(row.event, name_of(row.standing)); });
  });
}

Arrivals LedgerImpl::arrivals(std::uint64_t after) const {
  Arrivals found{.events = {}, .last = after};
  read([&](Tables& tables) {
    tables.arrived(static_cast<std::int64_t>(after), [&found](Row& row) {
      found.last = static_cast<std::uint64_t>(row.n);
      if (row.standing == Standing::folded) found.events.emplace_back(found.last, row.event);
    });
  });
  return found;
}

std::optional<Event> LedgerImpl::find(std::string_view id_or_prefix) const {
  std::optional<Event> event;
  read([&](Tables& tables) { event = find_event(tables, id_or_prefix); });
  return event;
}

std::optional<std::string> LedgerImpl::content(const std::string& hash) const {
  std::optional<std::string> bytes;
  read([&](Tables& tables) { bytes = read_content(tables, hash); });
  return bytes;
}

std::vector<std::string> LedgerImpl::wanted() const {
  std::vector<std::string> hashes;
  read([&](Tables& tables) {
    auto s = tables.sql("SELECT hash FROM ledger_wanted ORDER BY hash");
    while (s->step()) hashes.push_back(s->text(0));
  });
  return hashes;
}

bool LedgerImpl::take_content(std::string_view bytes) {
  const std::string hash = content_hash(bytes);
  bool taken = false;
  write([&] {
    each_part(hash, bytes, [&](const ContentPart& part) {
      taken = take_part(book_.tables(), part) == Took::kept;
    });
    return taken;
  });
  return taken;
}

void go_on_as(db::Database& database, const SigningKey& key) {
  database.migrate(kTables);
  db::Transaction transaction(database);
  Tables tables(database);
  if (!tables.meta()) return;
  const Id node = id_of(key.public_key());
  tables
      .sql(
          "UPDATE ledger SET node = $1, public_key = $2, generation = generation + 1 WHERE one = 1")
      ->bind_blob(1, bytes_of(node))
      .bind_blob(2, key.public_key())
      .run();
  Node own;
  own.id = node;
  own.key = key.public_key();
  tables.put_node(own);
  transaction.commit();
}

std::unique_ptr<Ledger> Ledger::open(std::unique_ptr<db::Database> database, const Fold& fold,
                                     Settings settings) {
  return std::make_unique<LedgerImpl>(std::move(database), fold, std::move(settings));
}

}  // namespace adem::ledger
