// How what the field reports is said: statuses, offices, hours, and entries of any kind in one
// line.
#pragma once

#include <string>

#include "cli/callings.h"

namespace adem::cli {

class FieldWords {
 public:
  FieldWords(Room& room, Context& context);

  std::string status(const std::string& code) const;  // "Buka"
  std::string office(const std::string& id) const;    // "KPPS Guntung"
  std::string moment(const std::string& iso) const;   // "27 Nov, 07.02 WIB"
  // What an entry (incident, fact, decision, promise, obstacle, item) says, in one line: its id,
  // what it is, its text, whose it is, its hour, and where it stands.
  std::string entry(const Json& entry) const;

 private:
  const words::Speech& speech_;
  brief::Callings callings_;
};

}  // namespace adem::cli
