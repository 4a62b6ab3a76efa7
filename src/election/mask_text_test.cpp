#include "election/mask_text.h"

#include <gtest/gtest.h>

#include "election/private_text.h"

namespace adem::election {
namespace {

TEST(MaskedText, PutsAWordWhereAPersonStood) {
  const struct {
    const char *written, *kept;
  } cases[] = {{"Katanya hubungi 0812-3456-7890 agar dapat undangan",
                "Katanya hubungi [nomor] agar dapat undangan"},
               {"NIK 1472051203990001 tidak terdaftar", "NIK [NIK] tidak terdaftar"},
               {"tulis ke budi@contoh.id atau @budi_99 ya", "tulis ke [surel] atau [akun] ya"},
               {"lihat https://www.facebook.com/seseorang/posts/1 katanya TPS pindah",
                "lihat [tautan] katanya TPS pindah"},
               {"TPS 001 Guntung pindah pukul 07.00", "TPS 001 Guntung pindah pukul 07.00"},
               {"0812 3456 7890 dan 0813 3456 7891", "[nomor] dan [nomor]"},
               {"", ""}};
  for (const auto& one : cases) EXPECT_EQ(masked_text(one.written).text, one.kept) << one.written;
}

TEST(MaskedText, SaysWhatItMasked) {
  const auto masked = masked_text("@seseorang 081234567890 wa.me/6281234567890");
  EXPECT_EQ(masked.found.size(), 3u);
  EXPECT_TRUE(masked_text("TPS 002 kebanjiran").found.empty());
}

TEST(MaskedText, WhatComesBackMayBeWrittenDown) {
  for (const char* text :
       {"a@b.co@c.co", "@@nama", "+62 812 3456 7890 1234567890123456", "t.me/x t.me/y t.me/z",
        "nama [at] contoh.id", "１４７２０５１２０３９９０００１", "08123456789081234567890"}) {
    EXPECT_FALSE(private_text(masked_text(text).text)) << text;
  }
}

}  // namespace
}  // namespace adem::election
