// Pieces of the papers' views that more than one paper needs.
#pragma once

#include <string>
#include <vector>

#include "brief/papers.h"

namespace adem::brief {

// One meeting as its papers see it: withdrawn items left out, days and stations in words.
class PaperDesk {
 public:
  PaperDesk(const PapersInput& input, const words::Speech& speech);

  const PapersInput& input() const { return input_; }
  const words::Speech& speech() const { return speech_; }

  // "23 Nov 2024" in one piece, as a table's cell holds it; the text itself where it is no date.
  std::string short_day(const std::string& date) const;
  std::string stations(const std::vector<std::string>& keys) const;
  bool late(const desk::Commitment& promise) const { return promise.overdue(today_); }
  std::string status(const desk::Commitment& promise) const;
  Json row(const desk::Commitment& promise, std::size_t number) const;

  std::vector<const desk::Question*> questions() const;
  std::vector<const desk::Answer*> answers(const desk::Question& question) const;
  std::vector<const desk::Commitment*> own() const;      // promised in this meeting
  std::vector<const desk::Commitment*> carried() const;  // of earlier ones
  // Carried and own, overdue first, then open ones by due date, then what was kept.
  std::vector<const desk::Commitment*> follow_up() const;
  std::vector<const desk::Obstacle*> obstacles() const;
  Json agenda() const;
  std::vector<std::string> present() const;  // offices, each once
  std::string leader() const;                // the office recorded as leading; empty: none
  // Every office that the record names: attendance, invitation, owners, askers.
  std::vector<std::string> offices() const;

 private:
  const PapersInput& input_;
  const words::Speech& speech_;
  std::string today_;
};

// The text as a sentence that another may follow: with a full stop where it has no end.
std::string sentence(std::string text);
std::string joined(const std::vector<std::string>& texts);
// Numbers for `count` blank rows that follow `after` filled ones.
Json blank_rows(std::size_t after, std::size_t count);

// The views of the letters, without the head that all papers share.
Json invitation_view(const PaperDesk& desk);
Json advice_view(const PaperDesk& desk);
Json press_view(const PaperDesk& desk);

}  // namespace adem::brief
