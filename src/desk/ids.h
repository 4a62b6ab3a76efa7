// Ids of things that people make at the desk. Laptops number apart and may meet later, so an id
// carries the tag of the node that made it: "m1~7f3a9c21", and within it "m1~7f3a9c21.k2" (a part
// without a tag was made by the same node as the part before it). People read and say "m1.k2" for
// as long as that means one thing.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace adem::desk {

// "m1~7f3a9c21" of "m1~7f3a9c21.k2": the aggregate.
std::string_view root_of(std::string_view id);
// 2 of "m1~7f3a9c21.k2" and of "m1.k2~b1c4d5e6"; 0 where there is no number.
int number_of(std::string_view id);
// The letter of the last part: 'k'; 0 where there is none.
char letter_of(std::string_view id);
// Without tags: "m1.k2".
std::string without_tags(std::string_view id);

// The next id of a letter beside `known` ids of the same kind. `parent` empty: a root.
std::string next_id(std::string_view parent, char letter, std::string_view tag,
                    const std::vector<std::string>& known);

// How ids are shown: without tags where only one of them reads so.
class Names {
 public:
  explicit Names(const std::vector<std::string>& ids);
  const std::string& shown(const std::string& id) const;  // the id itself where it is not known
  // The full id that a person means by "m1", "M1", "m1~7f3a9c21"; empty where none or several.
  std::string meant(std::string_view text) const;
  // Those that "m1" could mean, for the error that lists them.
  std::vector<std::string> candidates(std::string_view text) const;

 private:
  std::map<std::string, std::string> shown_;
  std::multimap<std::string, std::string> bare_;
};

}  // namespace adem::desk
