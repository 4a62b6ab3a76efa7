#include "cli/hour.h"

#include "base/error.h"

namespace adem::cli {

std::optional<Instant> hour(const std::string& text, const workspace::Workspace& workspace) {
  if (text.empty()) return std::nullopt;
  auto at = parse_instant(text, workspace.zone());
  if (!at) at = parse_instant(workspace.rules().vote_date + "T" + text, workspace.zone());
  if (!at) throw Error(ErrorKind::misuse, "cli.bad-hour", {{"text", text}});
  return at;
}

}  // namespace adem::cli
