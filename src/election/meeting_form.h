// A meeting as one spreadsheet holds it: plain rows, so that reading a file (intake) and acting on
// it (desk) need not know each other.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace adem::election {

// One filled row of a sheet: values by field name; blank cells are absent.
struct FormRow {
  std::size_t number = 0;  // row in its sheet; the header is row 1
  std::map<std::string, std::string, std::less<>> values;

  // The value of a field; empty where it is blank.
  const std::string& operator[](std::string_view field) const;
};

struct FormSheet {
  std::string name;  // as the file names it
  std::vector<FormRow> rows;
};

// Fields of each sheet, in the order of the blank form:
//   heading      title date clock place convener area letter-number invited opened closed closing
//   attendance   office name role present
//   agenda       number title notes
//   questions    number office question station answered-by answer
//   commitments  number owner commitment due station question kept-on evidence
//   obstacles    number stage place effect step owner due
struct MeetingForm {
  FormRow heading;
  std::string heading_sheet;
  FormSheet attendance, agenda, questions, commitments, obstacles;
};

}  // namespace adem::election
