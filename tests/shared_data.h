// Real lists and rasters are not part of the project: tests that need them are skipped by name
// where they are missing.
#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <string>

// In a test body: the path of a file or directory below the shared data, or a skip.
#define ADEM_NEED_SHARED(variable, relative)                                     \
  const std::string variable = std::string(ADEM_SHARED_DATA) + "/" + (relative); \
  if (!std::filesystem::exists(variable)) GTEST_SKIP() << "needs " << (relative)
