// The seven papers of a meeting as A4 pages that stand alone: undangan, daftar hadir, notulen,
// komitmen bersama, tindak lanjut, surat imbauan, siaran pers.
//
// A paper holds what was recorded, the catalogue's sentences and the rule book's lines; what was
// not recorded is a dotted line. What was withdrawn is on no paper. The press notice names offices,
// never the people of the attendance.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "desk/meeting.h"
#include "election/rules.h"
#include "ledger/ledger.h"
#include "words/speech.h"
#include "workspace/workspace.h"

namespace adem::brief {

struct PapersInput {
  const desk::Meeting& meeting;
  const election::RuleBook& rules;
  std::function<std::string(const std::string&)> station;  // "TPS 001 Guntung" of a key
  std::vector<std::string> letterhead;                     // lines of the kop; empty: blank space
  std::string record;  // names the meeting log that the papers were made from
  Instant now;
  bool exercise = false;
};

inline constexpr std::array<std::string_view, 7> kPapers = {
    "undangan",      "daftar-hadir",  "notulen",    "komitmen-bersama",
    "tindak-lanjut", "surat-imbauan", "siaran-pers"};

struct Paper {
  std::string file;  // "notulen.html"
  std::string html;
};

// One of kPapers, as HTML.
std::string meeting_paper(std::string_view paper, const PapersInput& input,
                          const words::Speech& speech);
// All of kPapers, in that order.
std::vector<Paper> meeting_papers(const PapersInput& input, const words::Speech& speech);

// What one paper says, before it has a shape.
Json paper_view(std::string_view paper, const PapersInput& input, const words::Speech& speech);

// Lines of a letterhead file: empty ones left out, a byte order mark ignored. Error
// paper.unfit-letterhead where the text is not UTF-8.
std::vector<std::string> letterhead_lines(std::string_view text, const std::string& name);

// Those of the workspace's letterhead; none where its settings name no file.
std::vector<std::string> letterhead_of(const workspace::Workspace& workspace);

// Stands for everything recorded about a meeting so far, by its whole id: the last event, short.
std::string record_of(const ledger::Reader& book, const std::string& meeting);

// Writes all papers into a directory, which is made where it is missing; when one cannot be
// written, those that stood there before stand there again. Errors: base.cannot-write,
// paper.not-a-file.
void write_papers(const std::vector<Paper>& papers, const std::string& directory);

}  // namespace adem::brief
