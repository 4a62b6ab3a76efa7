// The guide that tells people how their phone comes to trust the hall's own authority: a page to
// open, to project and to print.
#pragma once

#include <string>

#include "serve/authority.h"
#include "words/speech.h"

namespace adem::serve {

// `url`: where the guide stands in plain HTTP, drawn as a QR code; the authority's certificate is
// beside it. One file: it asks for nothing else.
std::string trust_page(const Authority& authority, const std::string& url, bool exercise,
                       const words::Speech& speech);

}  // namespace adem::serve
