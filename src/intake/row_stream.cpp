#include "intake/row_stream.h"

namespace adem::intake {

namespace {
constexpr std::size_t kBatchRows = 4096, kBatchBytes = std::size_t{1} << 20, kBatches = 8;
}

void RowBatch::add(const geo::Row& row) {
  Record record;
  record.number = row.number;
  record.first_cell = static_cast<std::uint32_t>(ends_.size());
  record.cells = static_cast<std::uint32_t>(row.cells.size());
  record.ragged = row.ragged;
  record.point = row.point;
  for (const auto cell : row.cells) {
    text_.append(cell);
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  records_.push_back(record);
}

void RowBatch::clear() {
  text_.clear();
  ends_.clear();
  records_.clear();
}

RowStream::RowStream(std::unique_ptr<geo::TableReader> reader)
    : reader_(std::move(reader)), thread_([this] { run(); }) {}

RowStream::~RowStream() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void RowStream::run() {
  bool more = true;
  while (more) {
    RowBatch batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stop_ || full_.size() < kBatches; });
      if (stop_) return;
      if (!spare_.empty()) {
        batch = std::move(spare_.front());
        spare_.pop_front();
      }
    }
    batch.clear();
    std::exception_ptr failure;
    try {
      geo::Row row;
      while (batch.size() < kBatchRows && batch.bytes() < kBatchBytes) {
        more = reader_->next(row);
        if (!more) break;
        batch.add(row);
      }
    } catch (...) {
      failure = std::current_exception();
      more = false;
    }
    {
      const std::lock_guard lock(mutex_);
      if (batch.size() > 0) full_.push_back(std::move(batch));
      failure_ = failure;
      finished_ = !more;
    }
    changed_.notify_all();
  }
}

bool RowStream::next(RowBatch& batch) {
  std::unique_lock lock(mutex_);
  spare_.push_back(std::move(batch));
  batch = RowBatch();
  changed_.wait(lock, [this] { return finished_ || !full_.empty(); });
  if (full_.empty()) {
    if (failure_) std::rethrow_exception(failure_);
    return false;
  }
  batch = std::move(full_.front());
  full_.pop_front();
  lock.unlock();
  changed_.notify_all();
  return true;
}

}  // namespace adem::intake
