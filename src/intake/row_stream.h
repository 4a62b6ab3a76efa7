// Reads a table in a thread of its own and hands rows over in batches, so that reading and checking
// share the time. Cells live in one block of text a batch.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "geo/table.h"

namespace adem::intake {

class RowBatch {
 public:
  struct Record {
    std::size_t number = 0;
    std::uint32_t first_cell = 0, cells = 0;
    bool ragged = false;
    std::optional<geo::Point> point;
  };
  void add(const geo::Row& row);
  std::size_t size() const { return records_.size(); }
  std::size_t bytes() const { return text_.size(); }
  const Record& record(std::size_t row) const { return records_[row]; }
  // Empty where the row has no such cell.
  std::string_view cell(std::size_t row, std::size_t column) const {
    const auto& record = records_[row];
    if (column >= record.cells) return {};
    const std::size_t at = record.first_cell + column;
    const std::size_t from = at == 0 ? 0 : ends_[at - 1];
    return {text_.data() + from, ends_[at] - from};
  }
  void clear();

 private:
  std::string text_;
  std::vector<std::uint32_t> ends_;
  std::vector<Record> records_;
};

class RowStream {
 public:
  explicit RowStream(std::unique_ptr<geo::TableReader> reader);
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  // The next rows into `batch` (its old content goes); false at the end. Throws what the reader
  // threw, after the rows before it were handed over.
  bool next(RowBatch& batch);

 private:
  void run();

  std::unique_ptr<geo::TableReader> reader_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<RowBatch> full_, spare_;
  bool finished_ = false, stop_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace adem::intake
