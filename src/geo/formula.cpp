#include "geo/formula.h"

namespace adem::geo {

namespace {

std::string_view without_quotes(std::string_view cell) {
  while (cell.starts_with('\'')) cell.remove_prefix(1);
  return cell;
}

}  // namespace

bool is_formula(std::string_view cell) {
  if (cell.empty()) return false;
  if (cell[0] == '=' || cell[0] == '@') return true;
  if (cell[0] != '+' && cell[0] != '-') return false;
  return cell.find_first_not_of("0123456789.,", 1) != std::string_view::npos;
}

bool needs_quote(std::string_view cell) { return is_formula(without_quotes(cell)); }

bool has_quote(std::string_view cell) { return cell.starts_with('\'') && needs_quote(cell); }

}  // namespace adem::geo
