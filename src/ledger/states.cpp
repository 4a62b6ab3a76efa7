#include "ledger/states.h"

namespace adem::ledger {

namespace {

// Above this the cache is emptied once it is written.
constexpr std::size_t kMostBytes = 32U << 20;
constexpr std::size_t kOverhead = 300;  // of an entry beside its text, roughly

}  // namespace

void place_row(const Fold& fold, Row& row) {
  row.aggregate.clear();
  row.type.clear();
  row.creates = false;
  // The fold sees the header alone: a body can go, and the place must not go with it.
  Json body = std::move(row.event.body);
  row.event.body = nullptr;
  const auto place = fold.place(row.event);
  row.event.body = std::move(body);
  if (!place || place->type.empty() || place->aggregate.empty()) return;
  if (!is_short_text(place->aggregate) || !is_short_text(place->type)) return;
  row.aggregate = place->aggregate;
  row.type = place->type;
  row.creates = place->creates;
}

// A fold may put anything into a state; what is written must be UTF-8.
std::string state_text(const Json& state) {
  return state.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string area_of(const Fold& fold, const Json& state) {
  std::string area = fold.area(state);
  if (!is_short_text(area)) area.clear();
  return area;
}

void States::read(const std::string& aggregate, Entry& entry) {
  entry.read = true;
  auto row = tables_.state(aggregate);
  if (!row) return;
  if (!entry.stale) entry.state = Json::parse(row->json, nullptr, false);
  bytes_ += row->json.size();
  entry.bytes += row->json.size();
  entry.row = std::move(*row);
  entry.row.json.clear();
  entry.exists = true;
  entry.stored = true;
}

States::Entry& States::entry(const std::string& aggregate) {
  const auto [it, made] = entries_.try_emplace(aggregate);
  Entry& entry = it->second;
  if (made) {
    entry.row.aggregate = aggregate;
    entry.bytes = kOverhead;
    bytes_ += entry.bytes;
  }
  return entry;
}

void States::mark(const std::string& aggregate, Entry& entry) {
  if (!entry.dirty && !entry.stale) changed_.push_back(aggregate);
}

void States::apply(Entry& entry, const Row& row) {
  if (!entry.exists) entry.row.type = row.type;
  fold_.apply(entry.state, row.event);
  entry.row.last = key_of(row);
  entry.exists = true;
}

void States::add(const Row& row) {
  if (all_stale_) return;
  Entry& found = entry(row.aggregate);
  if (!found.read && !found.stale) read(row.aggregate, found);
  mark(row.aggregate, found);
  if (found.stale) return;
  if (found.exists && key_of(row) < found.row.last) {
    found.stale = true;
    return;
  }
  // A stored row is known by its type and area; a first event may give it another type only after
  // it was deleted, which refold sees to.
  apply(found, row);
  found.dirty = true;
}

void States::again(const std::string& aggregate) {
  Entry& found = entry(aggregate);
  mark(aggregate, found);
  found.stale = true;
}

void States::again_all() {
  forget();
  all_stale_ = true;
}

bool States::is_stale(const std::string& aggregate) const {
  const auto it = entries_.find(aggregate);
  return all_stale_ || (it != entries_.end() && it->second.stale);
}

void States::refold(const std::string& aggregate, Entry& entry) {
  if (!entry.read) read(aggregate, entry);
  const std::string type = entry.row.type;
  entry.state = nullptr;
  entry.exists = false;
  std::string new_type;
  tables_.of_aggregate(aggregate, [&](Row& row) {
    if (!entry.exists) new_type = row.type;
    apply(entry, row);
  });
  if (entry.exists && entry.stored && new_type != type) {
    tables_.delete_state(aggregate, entry.row.area);
    entry.stored = false;
  }
  entry.stale = false;
  entry.dirty = true;
}

const Json* States::find(const std::string& aggregate) {
  if (all_stale_) rebuild();
  Entry& found = entry(aggregate);
  if (found.stale) refold(aggregate, found);
  if (!found.read) read(aggregate, found);
  return found.exists ? &found.state : nullptr;
}

void States::write(Entry& entry) {
  StateRow& row = entry.row;
  if (!entry.exists) {
    if (entry.stored) tables_.delete_state(row.aggregate, row.area);
    entry.stored = false;
  } else {
    const std::string area = area_of(fold_, entry.state);
    row.json = state_text(entry.state);
    if (entry.stored && row.area == area) {
      tables_.update_state(row);
    } else {
      if (entry.stored) tables_.delete_state(row.aggregate, row.area);
      row.area = area;
      tables_.insert_state(row);
      entry.stored = true;
    }
    bytes_ += row.json.size() + kOverhead - entry.bytes;
    entry.bytes = row.json.size() + kOverhead;
    row.json.clear();
  }
  entry.dirty = false;
}

void States::settle() {
  if (all_stale_) rebuild();
  bool full = false;
  for (const std::string& aggregate : changed_) {
    const auto it = entries_.find(aggregate);
    if (it == entries_.end()) continue;
    if (it->second.stale) refold(aggregate, it->second);
    if (it->second.dirty) write(it->second);
    if (bytes_ > kMostBytes) {
      full = true;
      bytes_ -= it->second.bytes;
      entries_.erase(it);
    }
  }
  changed_.clear();
  if (full) forget();
}

void States::forget() {
  entries_.clear();
  changed_.clear();
  bytes_ = 0;
  all_stale_ = false;
}

void States::prefetch(const std::vector<std::string>& aggregates) {
  // One question for many: a server is asked across a wire.
  constexpr std::size_t kMany = 16;
  std::vector<std::string> missing;
  for (const std::string& aggregate : aggregates) {
    if (!entries_.contains(aggregate)) missing.push_back(aggregate);
  }
  for (std::size_t from = 0; from < missing.size(); from += kMany) {
    auto s = tables_.sql(
        "SELECT aggregate, type, area, late, hlc, node, seq, hash, json FROM state WHERE aggregate "
        "IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
    for (std::size_t i = 0; i < kMany; ++i) {
      s->bind(static_cast<int>(i) + 1, missing[std::min(from + i, missing.size() - 1)]);
    }
    for (std::size_t i = from; i < std::min(from + kMany, missing.size()); ++i) {
      entry(missing[i]).read = true;
    }
    while (s->step()) {
      StateRow row = Tables::state_of(*s);
      Entry& found = entry(row.aggregate);
      found.state = Json::parse(row.json, nullptr, false);
      bytes_ += row.json.size();
      found.bytes += row.json.size();
      found.exists = found.stored = true;
      found.row = std::move(row);
      found.row.json.clear();
    }
  }
}

void States::rebuild(const Progress& progress, std::uint64_t total) {
  forget();
  tables_.sql("DELETE FROM state")->run();
  std::uint64_t done = 0;
  Entry entry;
  const auto finish = [&] {
    if (entry.exists) write(entry);
    entry = Entry{};
  };
  tables_.by_aggregate([&](Row& row) {
    if (entry.row.aggregate != row.aggregate) finish();
    entry.row.aggregate = row.aggregate;
    apply(entry, row);
    if (progress && ++done % 1000 == 0) progress(done, total);
  });
  finish();
  forget();
  if (progress) progress(total, total);
}

void StateHash::add(const StateRow& state) {
  std::string text(running_.view());
  for (const std::string* part : {&state.aggregate, &state.type, &state.area, &state.json}) {
    text += hash_of(*part).view();
  }
  running_ = hash_of(text);
}

}  // namespace adem::ledger
