// The ledger over one database: a writer's connection, and a reader's beside it.
#pragma once

#include <memory>
#include <mutex>

#include "ledger/book.h"
#include "ledger/bundle.h"
#include "ledger/group.h"

namespace adem::ledger {

class LedgerImpl final : public Ledger {
 public:
  LedgerImpl(std::unique_ptr<db::Database> database, const Fold& fold, Settings settings);

  const Id& node() const override { return node_; }
  Id root() const override;
  std::vector<Node> nodes() const override;
  std::uint64_t size() const override;

  std::optional<Json> state(const std::string& aggregate) const override;
  void states(std::string_view type, std::string_view area,
              const std::function<void(const std::string&, const Json&)>& visit) const override;
  void history(const std::string& aggregate,
               const std::function<void(const Event&)>& visit) const override;

  std::vector<Event> commit(const Act& act, Instant now) override;
  bool commit_once(const std::string& name, const Act& act, Instant now) override;

  void found(const std::string& name, const std::vector<std::string>& offices,
             const Draft& by) override;
  void join(const Id& root) override;
  void enrol(const Id& node, const std::string& name, const std::vector<std::string>& offices,
             const Draft& by) override;
  void revoke(const Id& node, std::uint64_t after_seq, const std::string& why,
              const Draft& by) override;
  void redact(const Id& event, const std::string& why, const Draft& by) override;

  MergeReport merge(const std::function<bool(std::string&)>& next_line, Instant now,
                    const Progress& progress) override;
  void export_to(const Export& what, const std::function<void(std::string_view)>& line,
                 const Progress& progress) const override;

  Report report() const override;
  Report verify(const std::function<void(const Finding&)>& found,
                const Progress& progress) const override;
  void rebuild(const Progress& progress) override;

  void events(
      const std::function<void(const Event&, std::string_view quarantine)>& visit) const override;
  Arrivals arrivals(std::uint64_t after) const override;
  std::optional<Event> find(std::string_view id_or_prefix) const override;
  std::optional<std::string> content(const std::string& hash) const override;
  std::vector<std::string> wanted() const override;
  bool take_content(std::string_view bytes) override;

 private:
  // One transaction; whatever fails, nothing of it is left in the tables or in memory. `work` tells
  // whether it changed anything.
  void write(const std::function<bool()>& work);
  void run(const std::vector<Job*>& jobs);
  bool run_one(Job& job);
  // A chunk of a bundle; whether anything in it was new.
  bool take(Checked& checked, Instant now, MergeReport& report);
  // Reads beside the writer where the store allows it, else in turn with it.
  void read(const std::function<void(Tables&)>& work) const;
  // The same, seeing one moment however many questions are asked.
  void read_at_once(const std::function<void(Tables&)>& work) const;

  const Fold& fold_;
  const Settings settings_;
  const Id node_;
  const std::unique_ptr<db::Database> database_;
  mutable std::recursive_mutex write_mutex_;
  mutable Book book_;
  mutable std::recursive_mutex read_mutex_;
  mutable std::unique_ptr<db::Database> second_;
  mutable std::unique_ptr<Tables> beside_;
  Group group_;
};

}  // namespace adem::ledger
