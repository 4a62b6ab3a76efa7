#include "election/private_text.h"

#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/format.h"
#include "shared_data.h"

namespace adem::election {
namespace {

std::string found(std::string_view text) {
  const auto message = private_text(text);
  return message ? message->code : "";
}

TEST(PrivateText, Identity) {
  for (const char* text : {"1472050101900001", "NIK 1472050101900001.", "nik:1472054101900001",
                           "(1472050101900001)", "1472 0501 0190 0001", "1472-0501-0190-0001",
                           "147205 010190 0001", "147205.010190.0001", "14 72 05 01 01 90 0001",
                           "1472\xC2\xA0"
                           "0501\xC2\xA0"
                           "0190\xC2\xA0"
                           "0001",
                           "\xEF\xBC\x91\xEF\xBC\x94"
                           "72050101900001",
                           "a1472050101900001b"}) {
    EXPECT_EQ(found(text), "guard.nik") << text;
  }
}

TEST(PrivateText, Phones) {
  for (const char* text :
       {"081234567890", "hub. 0812-3456-7890", "0812 3456 7890", "0812.3456.789", "08123456789",
        "+6281234567890", "+62 812-3456-7890", "62812 3456 7890", "62 812 3456 7890",
        "6281234567890", "WA:085212345678", "(0812) 3456 7890", "+62 (812) 3456 7890",
        "+62 765 123456", "+60 12-345 6789", "0812 34 56 78 90", "TPS 001 0812 3456 7890"}) {
    EXPECT_EQ(found(text), "guard.phone") << text;
  }
}

TEST(PrivateText, AddressesHandlesAndProfiles) {
  for (const char* text :
       {"a@b.id", "nama.orang@contoh.go.id", "NAMA@CONTOH.COM", "nama[at]contoh.id",
        "nama (at) contoh.id", "surel: x_y+z@mail.contoh.co.id."}) {
    EXPECT_EQ(found(text), "guard.email") << text;
  }
  for (const char* text : {"@nama", "akun @nama_orang99", "(@nama.orang)", "lihat @Nama", "@_x1",
                           "\xEF\xBC\xA0nama"}) {
    EXPECT_EQ(found(text), "guard.handle") << text;
  }
  for (const char* text :
       {"https://www.facebook.com/nama", "facebook.com/nama", "FB.me/nama", "instagram.com/nama",
        "https://www.tiktok.com/@nama", "x.com/nama", "twitter.com/nama", "t.me/nama",
        "https://wa.me/6281234567890", "https://chat.whatsapp.com/AbC", "youtube.com/@nama",
        "linkedin.com/in/nama", "http://m.facebook.com/nama"}) {
    EXPECT_EQ(found(text), "guard.profile-link") << text;
  }
}

TEST(PrivateText, WhatAMeetingWritesIsLetThrough) {
  for (const char* text : {"",
                           "TPS 001",
                           "TPS 001 Guntung",
                           "1472051003001",
                           "1472051003001 1472051003002",
                           "1472051003001 001",
                           "14.72.05.1003",
                           "14.72.05.1003 001 600",
                           "1.06638, 101.44123",
                           "1.066380 101.441230",
                           "6.1750110 106.82715",
                           "-6,013 105,003",
                           "101.4412345678901234",
                           "1.6666666666666667",
                           "15/2024",
                           "Perbawaslu 15/2024 Pasal 7",
                           "PKPU 17/2024 Pasal 50-52",
                           "UU 1/2015 Pasal 120-122",
                           "27-11-2024",
                           "2024-11-27 07:00",
                           "2024-11-18 2024-11-19",
                           "12-12-2024 11-01-2024",
                           "27/11/2024",
                           "08.00-13.00",
                           "pukul 08.00-13.00, 600 pemilih",
                           "pukul 07.00-13.00 27-11-2024 600 pemilih",
                           "TPS 08 09 10 11 12 13 14",
                           "RT 002 RW 001",
                           "0,35 m",
                           "62.550 pemilih",
                           "1.234.567.890.123.456",
                           "Rp 1.500.000",
                           "2 perahu @ 10 orang",
                           "@Rp 5.000",
                           "@Rp5000",
                           "kedalaman 0.0812345678 m",
                           "+0.35",
                           "+07:00",
                           "0800-1300",
                           "https://kpu.go.id/pilkada",
                           "https://www.bmkg.go.id/cuaca",
                           "max.com/berita",
                           "Nomor 2065 Tahun 2024",
                           "B/123/XI/2024",
                           "52 41 2024 33",
                           "412 398 455 501 377",
                           "youtube.com/watch?v=abc",
                           "62.71.01.1001",
                           "6271011001001"}) {
    EXPECT_EQ(found(text), "") << text;
  }
}

TEST(PrivateText, TheRefusalDoesNotRepeatWhatItRefused) {
  const auto message = private_text("NIK 1472050101900001");
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<std::string>(message->args[0].second), "14…");
  try {
    require_public_text("hub. 0812-3456-7890", "alternative");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "guard.phone");
    EXPECT_EQ(error.http_status(), 422);
  }
  EXPECT_NO_THROW(require_public_text("jembatan Jalan Bukit", "road"));
}

std::string digits(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  return out;
}

std::string nik() {
  return fmt::format("{:02}{:02}{:02}{:02}{:02}{:02}{:04}", *rc::gen::inRange(11, 97),
                     *rc::gen::inRange(1, 80), *rc::gen::inRange(1, 60),
                     *rc::gen::element(0, 40) + *rc::gen::inRange(1, 32), *rc::gen::inRange(1, 13),
                     *rc::gen::inRange(0, 100), *rc::gen::inRange(1, 10000));
}

RC_GTEST_PROP(PrivateTextProperty, AnIdentityNumberIsFoundInAnySurroundingsAndSpacing, ()) {
  const std::string plain = nik();
  std::string spaced;
  const auto sign = *rc::gen::element<std::string>("", " ", ".", "-");
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i == 6 || i == 12) spaced += sign;
    spaced += plain[i];
  }
  // A date of birth in the middle may read as an hour or a date only when the whole is cut.
  const auto before = *rc::gen::element<std::string>("", "NIK ", "warga (", "a/n X, ");
  const auto after = *rc::gen::element<std::string>("", ".", ")", " dan lain-lain");
  RC_ASSERT(found(before + spaced + after) == "guard.nik");
}

RC_GTEST_PROP(PrivateTextProperty, AMobileNumberIsFound, ()) {
  const auto prefix = *rc::gen::element<std::string>("0", "+62", "62", "+62 ", "+62-");
  const std::string second(1, *rc::gen::elementOf(std::string("1235789")));
  const auto sign = *rc::gen::element<std::string>("", " ", "-", ".");
  const auto number = prefix + "8" + second + digits(1) + sign + digits(4) + sign + digits(4);
  RC_ASSERT(found("hubungi " + number) == "guard.phone");
}

RC_GTEST_PROP(PrivateTextProperty, KeysDatesHoursCoordinatesAndDecreesAreLetThrough, ()) {
  const auto key = fmt::format("{:02}{:02}{:02}{}{:03}", *rc::gen::inRange(11, 62),
                               *rc::gen::inRange(1, 80), *rc::gen::inRange(1, 60),
                               *rc::gen::inRange(1001, 3000), *rc::gen::inRange(1, 999));
  const auto lat =
      fmt::format("{:.{}f}", *rc::gen::inRange(-11000000, 6000000) / 1e6, *rc::gen::inRange(3, 15));
  const auto lon = fmt::format("{:.{}f}", *rc::gen::inRange(95000000, 141000000) / 1e6,
                               *rc::gen::inRange(3, 15));
  const auto date = fmt::format("{:02}-{:02}-{}", *rc::gen::inRange(1, 29),
                                *rc::gen::inRange(1, 13), *rc::gen::inRange(2019, 2030));
  const auto iso = fmt::format("{}-{:02}-{:02}", *rc::gen::inRange(2019, 2030),
                               *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
  const auto hours =
      fmt::format("{:02}.{:02}-{:02}.{:02}", *rc::gen::inRange(0, 24), *rc::gen::inRange(0, 60),
                  *rc::gen::inRange(0, 24), *rc::gen::inRange(0, 60));
  const auto decree =
      fmt::format("{}/{}", *rc::gen::inRange(1, 2100), *rc::gen::inRange(2015, 2030));
  const auto sign = *rc::gen::element<std::string>(" ", ", ", "; ");
  RC_ASSERT(key.size() == 13);
  for (const auto& text : {key + sign + key, lat + sign + lon, "titik " + lon + sign + lat,
                           date + sign + date, iso + sign + iso, hours + sign + date,
                           decree + sign + key, key + sign + hours, date + sign + hours}) {
    if (found(text) != "") RC_FAIL(text + " " + found(text));
  }
}

RC_GTEST_PROP(PrivateTextProperty, AnyBytesAreJudgedWithoutHarm, (const std::string& text)) {
  private_text(text);
  private_text(text + "@" + text + ".id");
  private_text("08" + text);
}

// Every village of the country: its code, its keys and its name are let through.
TEST(PrivateText, NoVillageOfTheCountryIsRefused) {
  ADEM_NEED_SHARED(path, "idn-area-data/villages.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::size_t count = 0;
  while (std::getline(file, line)) {
    ++count;
    ASSERT_EQ(found(line), "") << line;
    const auto code = line.substr(0, line.find(','));
    std::string key;
    for (const char c : code) {
      if (c >= '0' && c <= '9') key += c;
    }
    ASSERT_EQ(found(key + "001"), "") << line;
    ASSERT_EQ(found("TPS 012 " + line + " " + key + "012 0,35 m"), "") << line;
  }
  EXPECT_GT(count, 80000U);
}

}  // namespace
}  // namespace adem::election
