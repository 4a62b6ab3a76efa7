// The one door to fmt (GCC 12 has no <format>).
#pragma once

#include <fmt/format.h>
