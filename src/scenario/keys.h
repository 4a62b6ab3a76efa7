// One table of a scenario while it is read: takes its keys one by one and complains, with file and
// line, about what is missing, malformed or left over. Used by the reader only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/toml.h"

namespace adem::scenario {

class Keys {
 public:
  // `path` is where the table stands: "", "rain", "boundary[1]".
  Keys(const Json& table, std::string path, const std::string& file, const TomlLines& lines);

  bool has(const char* key) const { return table_.contains(key); }
  bool is_text(const char* key) const { return has(key) && table_[key].is_string(); }
  std::string text(const char* key);  // required, not empty
  std::optional<std::string> optional_text(const char* key);
  std::string one_of(const char* key, const std::vector<std::string_view>& words);  // required
  double number(const char* key, double low, double high);                          // required
  std::optional<double> optional_number(const char* key, double low, double high);
  std::optional<std::int64_t> optional_whole(const char* key, double low, double high);
  bool flag(const char* key);                                             // false where absent
  std::vector<double> numbers(const char* key, double low, double high);  // empty where absent
  // The sub-table, or an empty one.
  Keys table(const char* key);
  std::vector<Keys> tables(const char* key);  // an array of tables; empty where absent
  // Error where a key was not asked for.
  void finish() const;

  int line() const { return line_of(path_); }
  // file:line of a key of this table.
  std::string where(const std::string& key) const;
  // Full name of a key: "rain.series".
  std::string name(const std::string& key) const;
  [[noreturn]] void bad_value(const std::string& key, const std::string& value,
                              const std::string& wanted) const;
  [[noreturn]] void bad_units(const std::string& key, const std::string& units,
                              const std::string& wanted) const;
  // Keys that exclude each other, or none of them where one is needed.
  [[noreturn]] void only_one(const std::string& keys) const;

 private:
  const Json* find(const char* key);
  const Json& required(const char* key);
  int line_of(const std::string& path) const;
  double number_of(const Json& value, const std::string& key, double low, double high) const;
  [[noreturn]] void wrong_type(const std::string& key, const Json& value, const char* wanted) const;

  // A reference: the tree outlives its readers.
  const Json& table_;
  std::string path_;
  const std::string* file_;
  const TomlLines* lines_;
  std::set<std::string> taken_;
};

}  // namespace adem::scenario
