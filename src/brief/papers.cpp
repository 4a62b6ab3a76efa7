#include "brief/papers.h"

#include <algorithm>

#include "base/resources.h"
#include "brief/papers_view.h"
#include "brief/template.h"

namespace adem::brief {

namespace {

// A text between double quotes of a style sheet inside a page.
std::string css_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '<' || c == '&') {
      static constexpr char digits[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      out += {'\\', '0', '0', '0', '0', digits[byte >> 4], digits[byte & 15]};
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

Json labels(const words::Speech& speech) {
  const auto catalogue = Json::parse(resource("locales/" + speech.language() + ".json"));
  Json out = Json::object();
  for (const auto& [key, text] : catalogue.at("paper").at("label").items()) {
    out[key] = speech.say("paper.label." + key);
  }
  return out;
}

bool of_panwaslu(const std::vector<std::string>& letterhead) {
  for (auto line : letterhead) {
    for (auto& c : line) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (line.find("panwas") != std::string::npos) return true;
    if (line.find("panitia pengawas") != std::string::npos) return true;
  }
  return false;
}

Json shared_view(std::string_view paper, const PaperDesk& desk) {
  const auto& input = desk.input();
  const auto& speech = desk.speech();
  const auto& meeting = input.meeting;
  const std::string name = speech.say("paper.name." + std::string(paper));
  const std::string stamp =
      input.exercise || meeting.exercise ? speech.say("exercise") : std::string();
  const bool wide = paper == "tindak-lanjut";
  // The letter of advice is Panwaslu's: another office's letterhead does not belong on it.
  const bool kop =
      !input.letterhead.empty() && (paper != "surat-imbauan" || of_panwaslu(input.letterhead));
  Json view = {{"code", paper},
               {"language", speech.language()},
               {"name", name},
               {"t", labels(speech)},
               {"stamp", stamp},
               {"wide", wide},
               {"orientation", wide ? "landscape" : "portrait"},
               {"kop", kop ? Json{{"lines", input.letterhead}} : Json(false)},
               {"made", speech.say("paper.made", {{"day", speech.day(input.now)},
                                                  {"clock", speech.clock(input.now)},
                                                  {"record", input.record}})}};
  view["css"] = {
      {"foot", css_text(speech.say("paper.foot", {{"name", name}, {"record", input.record}}))},
      {"before", css_text(speech.say("paper.page-before"))},
      {"between", css_text(speech.say("paper.page-between"))},
      {"stamp", css_text(stamp)}};
  view["meeting"] = {
      {"title", meeting.title},
      {"day", speech.day(meeting.starts)},
      {"clock", speech.clock(meeting.starts)},
      {"place", meeting.place},
      {"convener", meeting.convener},
      {"opened",
       meeting.opened_at && meeting.opening_recorded ? speech.clock(*meeting.opened_at) : ""},
      {"closed",
       meeting.closed_at && meeting.closing_recorded ? speech.clock(*meeting.closed_at) : ""}};
  return view;
}

Json rows_of(const std::vector<const desk::Commitment*>& promises, const PaperDesk& desk) {
  Json rows = Json::array();
  for (const auto* promise : promises) rows.push_back(desk.row(*promise, rows.size() + 1));
  return rows;
}

Json attendance_view(const PaperDesk& desk) {
  constexpr std::size_t kRowsOfOnePage = 12;
  constexpr std::size_t kLeastBlank = 4;
  Json present = Json::array();
  std::vector<std::string> absent;
  for (const auto& one : desk.input().meeting.attendance) {
    if (!one.withdrawn_why.empty()) continue;
    if (!one.present) {
      absent.push_back(one.office);
      continue;
    }
    present.push_back({{"number", present.size() + 1},
                       {"office", one.office},
                       {"person", one.name},
                       {"role", one.role}});
  }
  const std::size_t count = present.size();
  const auto blank = count + kLeastBlank < kRowsOfOnePage ? kRowsOfOnePage - count : kLeastBlank;
  return {{"present", std::move(present)},
          {"blank", blank_rows(count, blank)},
          {"absent-any", !absent.empty()},
          {"absent", joined(absent)}};
}

// Question, answers and the promises made to it; promises without a question stand last.
Json talk_rows(const PaperDesk& desk) {
  auto promises = desk.own();
  const auto row = [&desk](Json question, Json answers,
                           const std::vector<const desk::Commitment*>& made) {
    Json rows = rows_of(made, desk);
    Json first = rows.empty() ? Json(false) : rows.front();
    if (!rows.empty()) rows.erase(0);
    return Json{{"question", std::move(question)},
                {"answers", std::move(answers)},
                {"span", rows.size() + 1},
                {"first", std::move(first)},
                {"rest", std::move(rows)}};
  };
  Json out = Json::array();
  for (const auto* question : desk.questions()) {
    Json answers = Json::array();
    for (const auto* answer : desk.answers(*question)) {
      answers.push_back({{"office", answer->office}, {"text", answer->text}});
    }
    std::vector<const desk::Commitment*> made;
    std::erase_if(promises, [&](const auto* one) {
      if (one->question != question->id) return false;
      made.push_back(one);
      return true;
    });
    out.push_back(row({{"office", question->office},
                       {"text", question->text},
                       {"stations", desk.stations(question->stations)}},
                      std::move(answers), made));
  }
  for (const auto* promise : promises) out.push_back(row(false, Json::array(), {promise}));
  return out;
}

Json minutes_view(const PaperDesk& desk) {
  auto talk = talk_rows(desk);
  auto carried = rows_of(desk.carried(), desk);
  Json obstacles = Json::array();
  for (const auto* one : desk.obstacles()) {
    obstacles.push_back({{"stage", one->stage},
                         {"place", one->place},
                         {"effect", one->effect},
                         {"step", one->step},
                         {"owner", one->owner},
                         {"due", desk.short_day(one->due)}});
  }
  Json view = {{"carried-any", !carried.empty()},
               {"agenda", desk.agenda()},
               {"offices", joined(desk.present())},
               {"talk-blank", blank_rows(0, talk.empty() ? 3 : 0)},
               {"obstacles-blank", blank_rows(0, obstacles.empty() ? 2 : 0)},
               {"closing", desk.input().meeting.closing},
               {"leader", desk.leader()}};
  view["carried"] = std::move(carried);
  view["talk"] = std::move(talk);
  view["obstacles"] = std::move(obstacles);
  return view;
}

Json commitment_view(const PaperDesk& desk) {
  auto promises = rows_of(desk.own(), desk);
  std::vector<std::string> signers;
  const auto add = [&signers](const std::string& office) {
    if (std::find(signers.begin(), signers.end(), office) == signers.end()) {
      signers.push_back(office);
    }
  };
  for (const auto* promise : desk.own()) add(promise->owner);
  for (const auto& office : desk.present()) add(office);
  Json view = {{"lead", desk.speech().say("paper.commitment.lead")},
               {"close", desk.speech().say("paper.commitment.close")},
               {"promises-blank", blank_rows(0, promises.empty() ? 5 : 0)},
               {"signers", signers},
               {"crowd", signers.size() > 4},
               {"signers-blank", blank_rows(0, signers.empty() ? 6 : 0)}};
  view["promises"] = std::move(promises);
  return view;
}

Json follow_up_view(const PaperDesk& desk) {
  const auto& speech = desk.speech();
  const auto& meeting = desk.input().meeting;
  std::int64_t overdue = 0, open = 0, kept = 0;
  Json rows = Json::array();
  for (const auto* promise : desk.follow_up()) {
    Json row = desk.row(*promise, rows.size() + 1);
    const bool here = promise->meeting.empty() || promise->meeting == meeting.id;
    row["origin"] = here ? promise->id : speech.say("paper.followup.origin", {{"id", promise->id}});
    rows.push_back(std::move(row));
    ++(desk.late(*promise) ? overdue : promise->open() ? open : kept);
  }
  const Args day = {{"day", speech.day(desk.input().now)}};
  Json view = {{"lead", speech.say("paper.followup.lead", day)},
               {"counts", speech.say("paper.followup.counts",
                                     {{"overdue", overdue}, {"open", open}, {"kept", kept}})},
               {"promises-blank", blank_rows(0, rows.empty() ? 6 : 0)}};
  if (rows.empty()) view["counts"] = "";
  view["promises"] = std::move(rows);
  return view;
}

Json own_view(std::string_view paper, const PaperDesk& desk) {
  if (paper == "undangan") return invitation_view(desk);
  if (paper == "daftar-hadir") return attendance_view(desk);
  if (paper == "notulen") return minutes_view(desk);
  if (paper == "komitmen-bersama") return commitment_view(desk);
  if (paper == "tindak-lanjut") return follow_up_view(desk);
  if (paper == "surat-imbauan") return advice_view(desk);
  return press_view(desk);
}

}  // namespace

Json paper_view(std::string_view paper, const PapersInput& input, const words::Speech& speech) {
  const PaperDesk desk(input, speech);
  Json view = shared_view(paper, desk);
  view.update(own_view(paper, desk));
  return view;
}

std::string meeting_paper(std::string_view paper, const PapersInput& input,
                          const words::Speech& speech) {
  return render_resource("templates/papers/" + std::string(paper) + ".html",
                         paper_view(paper, input, speech));
}

std::vector<Paper> meeting_papers(const PapersInput& input, const words::Speech& speech) {
  std::vector<Paper> papers;
  for (const auto paper : kPapers) {
    papers.push_back({std::string(paper) + ".html", meeting_paper(paper, input, speech)});
  }
  return papers;
}

}  // namespace adem::brief
