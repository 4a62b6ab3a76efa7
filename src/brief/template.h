// Pages are mustache templates filled from Json: the shape of a page is a file, its sentences come
// from the catalogue, and every value is escaped for HTML unless the template says {{{raw}}}.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace adem::brief {

// Fills a template. `data` is an object; a name that an inner object lacks is looked up in the
// outer ones. False, null, the empty text, the empty list and the empty object skip {{#section}}
// and show {{^section}}; numbers print as JSON writes them, so measures come as spoken text.
// {{> templates/meeting/head.html}} includes another embedded file of the project.
// Errors: brief.bad-template (why), base.no-resource (a partial that does not exist).
std::string render(std::string_view template_text, const Json& data);

// render() of an embedded template by its path in the project ("templates/brief/page.html").
std::string render_resource(std::string_view path, const Json& data);

// The text with & < > " ' escaped: for what is written without a template, such as SVG.
std::string escape_html(std::string_view text);

}  // namespace adem::brief
