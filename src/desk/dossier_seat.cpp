#include "desk/dossier_seat.h"

#include "base/error.h"
#include "desk/competence.h"
#include "desk/dossier.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "-" : text;
}

std::vector<std::string> ids_in(const Json& list, bool standing_only) {
  std::vector<std::string> ids;
  for (const Json& one : list) {
    if (!standing_only || one["withdrawn"].is_null()) ids.push_back(one["id"]);
  }
  return ids;
}

}  // namespace

Json meant_dossier(const Seat& seat, const std::string& text) {
  return *seat.state(seat.meant(kDossier, text));
}

Item meant_item(const Seat& seat, const char* list, const std::string& text) {
  const std::string clean = tidy(text);
  const auto dot = clean.find('.');
  Item item{meant_dossier(seat, clean.substr(0, dot)), {}};
  const std::string root = item.dossier["id"];
  const auto known = ids_in(item.dossier[list], dot == std::string::npos);
  const Names names(known);
  std::vector<std::string> found = known;
  if (dot != std::string::npos) {
    found = names.candidates(clean);
    // The tag may stand in the root only ("p1~7f3a9c21.k1"), or nowhere ("p1.k1").
    if (found.empty()) found = names.candidates(root + clean.substr(dot));
    if (found.empty()) found = names.candidates(without_tags(root) + clean.substr(dot));
  }
  std::vector<std::string> shown_ids;
  for (const auto& id : known) shown_ids.push_back(names.shown(id));
  if (found.empty()) {
    throw Error(ErrorKind::not_found, "desk.unknown-id",
                {{"id", clean}, {"type", list}, {"known", joined(shown_ids)}});
  }
  if (found.size() > 1) {
    throw Error(ErrorKind::conflict, "desk.ambiguous-id",
                {{"id", clean}, {"known", joined(found)}});
  }
  item.entry = entry_of(item.dossier[list], found.front());
  return item;
}

std::string next_item(const Seat& seat, const Json& dossier, const char* list, char letter) {
  return next_id(dossier["id"].get<std::string>(), letter, seat.around().tag,
                 ids_in(dossier[list], false));
}

std::string shown(const Seat& seat, const std::string& id) {
  const std::string root(root_of(id));
  const Names roots(seat.ids(kDossier));
  const std::string& bare = roots.shown(root);
  return bare == root && bare.find('~') != std::string::npos ? id : without_tags(id);
}

Json last_entry(const Seat& seat, const Json& dossier, const char* list) {
  const Json state = *seat.state(dossier["id"].get<std::string>());
  return state[list].is_array() ? state[list].back() : state[list];
}

void must_stand(const Seat& seat, const Json& entry, Right right) {
  const std::string broken = entry["broken"], office = seat.who().office;
  const std::string id = shown(seat, entry["id"].get<std::string>());
  if (broken.empty()) return;
  if (broken == "no-account") throw Error(ErrorKind::forbidden, "desk.no-accounts");
  if (broken == "right") seat.require(right, "");
  const adem::Args args = {{"office", office}, {"id", id}};
  if (broken == "foreign-area") throw Error(ErrorKind::forbidden, "desk.out-of-area", args);
  if (broken == "not-in-chain") throw Error(ErrorKind::forbidden, "desk.not-in-chain", args);
  if (broken == "other-chain") throw Error(ErrorKind::forbidden, "desk.other-duty", args);
  if (broken == "below") throw Error(ErrorKind::forbidden, "desk.below", args);
  if (broken == "only-across") throw Error(ErrorKind::forbidden, "desk.only-across", args);
  if (broken == "own-proposal") throw Error(ErrorKind::forbidden, "desk.own-proposal", args);
  if (broken == "not-yours") throw Error(ErrorKind::forbidden, "desk.others-record", args);
  if (broken == "not-own-duty") throw Error(ErrorKind::forbidden, "desk.not-own-duty", args);
  if (broken == "not-forwarded") throw Error(ErrorKind::conflict, "desk.not-forwarded", args);
  if (broken == "no-basis") throw Error(ErrorKind::bad_input, "desk.no-basis", args);
  if (broken == "made-by-adem") throw Error(ErrorKind::bad_input, "desk.made-by-adem", args);
  if (broken == "not-approved") throw Error(ErrorKind::conflict, "desk.not-approved", args);
  if (broken == "not-voting") throw Error(ErrorKind::conflict, "desk.not-voting", args);
  throw Error(ErrorKind::conflict, "desk.does-not-stand",
              {{"office", office}, {"id", id}, {"rule", broken}});
}

}  // namespace adem::desk
