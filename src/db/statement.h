// What a store gives for a statement; see Statement in db/database.h.
#pragma once

#include "db/database.h"

namespace adem::db {

struct Statement::Impl {
  virtual ~Impl() = default;
  virtual void bind(int position, std::string_view text) = 0;
  virtual void bind(int position, std::int64_t value) = 0;
  virtual void bind(int position, double value) = 0;  // never NaN
  virtual void bind_null(int position) = 0;
  virtual void bind_blob(int position, std::span<const std::uint8_t> bytes) = 0;
  virtual bool step() = 0;
  virtual void run() = 0;
  virtual void reset() = 0;
  virtual std::string text(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;  // never asked for NULL
  virtual bool is_null(int column) const = 0;
  virtual std::span<const std::uint8_t> blob(int column) const = 0;
};

}  // namespace adem::db
