#include "brief/template.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace adem::brief {
namespace {

TEST(Template, EscapesWhatPeopleWrote) {
  EXPECT_EQ(render("<p>{{name}}</p>", {{"name", "<script>\"a\" & 'b'</script>"}}),
            "<p>&lt;script&gt;&quot;a&quot; &amp; &apos;b&apos;&lt;/script&gt;</p>");
  EXPECT_EQ(render("{{{svg}}}", {{"svg", "<svg/>"}}), "<svg/>");
  EXPECT_EQ(escape_html("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
}

TEST(Template, DoesNotReadTagsInsideValues) {
  EXPECT_EQ(render("{{a}}", {{"a", "{{b}}"}, {"b", "no"}}), "{{b}}");
}

TEST(Template, WalksListsAndLooksOutward) {
  const Json data{{"unit", "m"}, {"rows", Json::array({{{"v", 1}}, {{"v", 2.5}}})}};
  EXPECT_EQ(render("{{#rows}}{{v}} {{unit}};{{/rows}}", data), "1 m;2.5 m;");
  EXPECT_EQ(render("{{#rows}}{{.}};{{/rows}}", {{"rows", {"a", "b"}}}), "a;b;");
}

TEST(Template, TreatsNothingAsNothing) {
  const char* text = "{{#x}}yes{{/x}}{{^x}}no{{/x}}";
  for (const Json& nothing :
       {Json(""), Json(nullptr), Json(false), Json::array(), Json::object()}) {
    EXPECT_EQ(render(text, Json{{"x", nothing}}), "no") << nothing;
  }
  EXPECT_EQ(render(text, Json::object()), "no");
  EXPECT_EQ(render(text, Json{{"x", 0}}), "yes");
  EXPECT_EQ(render("[{{x}}]", Json{{"x", nullptr}}), "[]");
}

TEST(Template, SaysWhatIsWrongWithATemplate) {
  EXPECT_THROW(render("{{#a}}", Json::object()), Error);
  EXPECT_THROW(render("{{> templates/none.html}}", Json::object()), Error);
}

}  // namespace
}  // namespace adem::brief
