#include "desk/ids.h"

#include <gtest/gtest.h>

namespace adem::desk {
namespace {

TEST(Ids, PartsAreRead) {
  EXPECT_EQ(root_of("m1~7f3a9c21.k2"), "m1~7f3a9c21");
  EXPECT_EQ(root_of("m1"), "m1");
  EXPECT_EQ(number_of("m12~7f3a9c21"), 12);
  EXPECT_EQ(number_of("m1~7f3a9c21.k34~b1c4d5e6"), 34);
  EXPECT_EQ(number_of("m1.t2.j3"), 3);
  EXPECT_EQ(number_of(""), 0);
  EXPECT_EQ(letter_of("m1~7f3a9c21.k2"), 'k');
  EXPECT_EQ(without_tags("m1~7f3a9c21.k2~b1c4d5e6.j1"), "m1.k2.j1");
}

TEST(Ids, LaptopsApartNeverMakeTheSame) {
  EXPECT_EQ(next_id("", 'm', "aaaaaaaa", {}), "m1~aaaaaaaa");
  EXPECT_EQ(next_id("", 'm', "bbbbbbbb", {}), "m1~bbbbbbbb");
  EXPECT_EQ(next_id("", 'm', "bbbbbbbb", {"m1~bbbbbbbb", "m4~aaaaaaaa"}), "m5~bbbbbbbb");
  EXPECT_EQ(next_id("m1~aaaaaaaa", 'k', "aaaaaaaa", {}), "m1~aaaaaaaa.k1");
  EXPECT_EQ(next_id("m1~aaaaaaaa", 'k', "bbbbbbbb", {}), "m1~aaaaaaaa.k1~bbbbbbbb");
  // A part without a tag was made by the node of the part before it.
  EXPECT_EQ(next_id("m1~aaaaaaaa.t1~bbbbbbbb", 'j', "bbbbbbbb", {}), "m1~aaaaaaaa.t1~bbbbbbbb.j1");
  EXPECT_EQ(next_id("m1~aaaaaaaa.t1~bbbbbbbb", 'j', "aaaaaaaa", {}),
            "m1~aaaaaaaa.t1~bbbbbbbb.j1~aaaaaaaa");
  EXPECT_EQ(next_id("", 'm', "", {"m1"}), "m2") << "without a tag ids stay as they were";
}

TEST(Ids, AreShownWithoutTagsWhileThatMeansOneThing) {
  const Names names({"m1~aaaaaaaa", "m1~bbbbbbbb", "m2~aaaaaaaa"});
  EXPECT_EQ(names.shown("m2~aaaaaaaa"), "m2");
  EXPECT_EQ(names.shown("m1~aaaaaaaa"), "m1~aaaaaaaa");
  EXPECT_EQ(names.shown("m9~cccccccc"), "m9~cccccccc");
  EXPECT_EQ(names.meant(" M2 "), "m2~aaaaaaaa");
  EXPECT_EQ(names.meant("m1~BBBBBBBB"), "m1~bbbbbbbb");
  EXPECT_EQ(names.meant("m1"), "");
  EXPECT_EQ(names.candidates("m1").size(), 2u);
  EXPECT_TRUE(names.candidates("m7").empty());
}

}  // namespace
}  // namespace adem::desk
