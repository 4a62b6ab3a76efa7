#include "desk/dates.h"

#include <gtest/gtest.h>

namespace adem::desk {
namespace {

std::string date(std::string_view text) { return read_date(text).value_or("none"); }

TEST(Dates, ReadsTheFormsPeopleWrite) {
  for (const char* text :
       {"2024-11-27", "2024/11/27", "27/11/2024", "27-11-2024", "27.11.2024", "27 November 2024",
        "27 Nov 2024", "27 NOVEMBER 2024", "Rabu, 27 November 2024", "Wednesday 27 Nov 2024",
        "27 Nopember 2024", "2024-11-27T00:00:00", "2024/11/27 00:00:00", "27/11/2024 19.00",
        "45623", "45623.79", " 27/11/2024 "}) {
    EXPECT_EQ(date(text), "2024-11-27") << text;
  }
  EXPECT_EQ(date("1 Agustus 2024"), "2024-08-01");
  EXPECT_EQ(date("1 Mei 2024"), date("1 May 2024"));
  EXPECT_EQ(date("9 Des 2024"), date("9 December 2024"));
  EXPECT_EQ(date("29/02/2024"), "2024-02-29");
}

TEST(Dates, RefusesWhatIsNoDate) {
  for (const char* text : {"", "besok", "27/11/24", "11/27/2024", "29/02/2023", "31 April 2024",
                           "27 Novembre", "2024-13-01", "27/11", "27/11/2024/5", "0/1/2024",
                           "segera", "-1", "99999999999999", "27 Xyz 2024", "2024"}) {
    EXPECT_EQ(date(text), "none") << text;
  }
}

TEST(Dates, ReadsClocks) {
  for (const char* text :
       {"19.30", "19:30", "19:30:00", "pukul 19.30 WIB", "jam 19.30", "0.8125"}) {
    EXPECT_EQ(read_clock(text), 19 * 60 + 30) << text;
  }
  for (const char* text : {"", "25.00", "19.60", "19", "7.5", "malam", "19.30.10.5"}) {
    EXPECT_EQ(read_clock(text), std::nullopt) << text;
  }
}

TEST(Dates, ReadsMomentsInTheirZone) {
  const Zone zone("Asia/Jakarta");
  const auto wanted = parse_instant("2024-11-20T19:00", zone);
  for (const char* text :
       {"2024-11-20T19:00", "2024-11-20 19:00", "20/11/2024 19.00",
        "20 November 2024 pukul 19.00 WIB", "Rabu, 20 November 2024 19.00", "2024-11-20T12:00Z"}) {
    EXPECT_EQ(read_moment(text, zone), wanted) << text;
  }
  for (const char* text : {"", "nanti malam", "20/11/2024 29.00", "19.00"}) {
    EXPECT_EQ(read_moment(text, zone), std::nullopt) << text;
  }
  EXPECT_EQ(date_of(*parse_instant("2024-11-20T23:30", zone), zone), "2024-11-20");
}

}  // namespace
}  // namespace adem::desk
