// Lines about what comes from the field: who said it, when, how long ago.
#pragma once

#include <string>
#include <vector>

#include "cli/callings.h"
#include "cli/room.h"

namespace adem::cli {

class FieldSheet {
 public:
  FieldSheet(Room& room, Context& context);

  // A line that begins with an id, its other lines under its text.
  void item(const std::string& lead, const std::string& text);
  void add(const std::string& text, std::size_t indent = 0);
  void blank() { lines_.emplace_back(); }
  void line(const std::string& code, const Args& args = {}, std::size_t indent = 0);
  // How many photos a report brought, and where it was made.
  void evidence(const Json& report, std::size_t indent);
  // The stamp of made-up data, where `row` says that it is.
  std::string stamp(const Json& row) const;
  void print() const;

  // "27 Nov 2024, pukul 07.02 WIB"; "-" where it is not known.
  std::string moment(const Json& iso) const;
  // "2 jam lalu".
  std::string age(const Json& seconds) const;
  std::string office(const Json& id) const;
  std::string station(const std::string& key) const;
  // "TPS 001 Guntung", the place in words, or the area: whichever is there.
  std::string place(const Json& row) const;
  // A reported status (kStatuses) in words; one that was taken out where `code` is no text.
  std::string status(const Json& code) const;
  // The name of a line of the rule book in the reader's language.
  std::string name(const Json& line) const;
  std::string duty(const std::string& code) const;
  const words::Speech& speech() const { return speech_; }

 private:
  Context& context_;
  const words::Speech& speech_;
  const election::RuleBook& rules_;
  brief::Callings callings_;
  std::vector<std::string> lines_;
};

// A code as MessageFormat can select it: "not-so" is not_so.
std::string keyword(std::string code);
// A text of a row; empty where it is null or not there.
std::string text_in(const Json& row, const char* key);
std::int64_t count_in(const Json& row, const char* key);

}  // namespace adem::cli
