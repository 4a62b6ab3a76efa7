// Meetings that the tests of the papers print: one with nothing recorded, one evening, a long one.
#pragma once

#include "brief/papers.h"

namespace adem::brief {

struct PapersFixture {
  desk::Meeting meeting;
  election::RuleBook rules;
  std::vector<std::string> letterhead;

  PapersInput input() const;
};

PapersFixture empty_meeting();
PapersFixture normal_meeting();
PapersFixture long_meeting();  // 12 questions, 15 promises
Zone papers_zone();

}  // namespace adem::brief
