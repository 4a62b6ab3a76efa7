// What makes the key of a station in a list: its own key column, KPU's 13 digits from the village's
// code and the number, the list's own id where that is unique, or several columns together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/columns.h"
#include "intake/intake.h"

namespace adem::intake {

struct KeyPlan {
  enum class Way { given, area_number, id, combined };
  Way way = Way::combined;
  std::vector<std::size_t> combined;  // columns, in the order they make the key
  Message note;                       // which columns it is
};

using Sample = std::vector<std::vector<std::string>>;

// The first rows of a file, blank and ragged ones left out.
Sample sample_rows(const std::string& path, const Options& options, std::size_t count);

// Reads the file once more where the list's own id has to be proved unique.
KeyPlan plan_keys(const std::string& path, const Options& options, const Columns& columns,
                  const Sample& sample);

// KPU's 13 digits; empty where the code has not ten digits or the number is not one of 1 to 999.
std::string kpu_key(std::string_view area_code, std::string_view number);

// The id a row gives its station: the id column, or the digits before "-TPS 001".
std::string_view own_id(std::string_view id_cell, std::string_view number_cell);

// "kpu" for 13 digits, else "list": part of the id, so that one key means one thing.
std::string_view key_scheme(std::string_view key);

}  // namespace adem::intake
