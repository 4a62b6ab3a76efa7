// Passwords as they are kept, and secrets that are compared.
#pragma once

#include <string>
#include <string_view>

namespace adem {

// Argon2id (RFC 9106) by libsodium's interactive limits: 64 MiB and two passes, a tenth of a second
// or two. The text carries its salt and limits, so that later ones may be other. Error
// base.no-memory.
std::string kept_password(std::string_view password);
// Whether it is that password; takes as long either way.
bool is_password(const std::string& kept, std::string_view password);

// Equal, in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

// 256 random bits as 64 hex digits.
std::string random_secret();

}  // namespace adem
