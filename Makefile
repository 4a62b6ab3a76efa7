# Two commands are enough: make demo, make test. Both install what is missing on Debian 12, build
# once (build/dev, Ninja, ccache) and run; called again they only run.
JOBS ?= $(shell nproc)
DEMO ?= demo-medang-kampai
FUZZ_SECONDS ?= 60

.PHONY: demo test build packages format tidy asan tsan proof bench clean help
.DEFAULT_GOAL := help

help:
	@echo "make demo    the exercise of Medang Kampai, in ./$(DEMO), served until Ctrl-C"
	@echo "make test    everything is built and tested"
	@echo "make format  clang-format-19 over the code"
	@echo "make tidy    clang-tidy-19 over the code; every header compiled alone"
	@echo "make asan    the tests with address and undefined-behaviour sanitizers"
	@echo "make tsan    the tests with the thread sanitizer"
	@echo "make bench   the figures of docs/performance.md"
	@echo "make proof   sanitizers and fuzzers, and a dated report in docs/proof/"
	@echo "make clean   removes build/"

packages:
	@tools/install build

# Ninja asks CMake again by itself when a CMakeLists.txt changes; presets it cannot know about.
build/%/build.ninja: CMakePresets.json | packages
	cmake --preset $*
	@touch $@

demo: build/dev/build.ninja
	@tools/timed build ninja -C build/dev -j $(JOBS) adem
	@tools/timed demo build/dev/adem demo --dir $(DEMO)

build: build/dev/build.ninja
	@tools/timed build ninja -C build/dev -j $(JOBS)

test: build
	@tools/install test
	@ctest --preset dev -j $(JOBS)

format: packages
	@find src tests bench -path '*/unformatted' -prune -o \( -name '*.cpp' -o -name '*.h' \) -print \
	  | xargs clang-format-19 -i

tidy: build
	@tools/install tidy
	ninja -C build/dev -j $(JOBS) header_check
	@find src -name "*.cpp" ! -name "*_test.cpp" | sort | xargs -P $(JOBS) -n 1 clang-tidy-19 --quiet -p build/dev

asan: build/asan/build.ninja
	@tools/install test
	ninja -C build/asan -j $(JOBS)
	ctest --preset asan -j $(JOBS)

tsan: | tsan-tools build/tsan/build.ninja
	ninja -C build/tsan -j $(JOBS)
	ctest --preset tsan -j $(JOBS)

.PHONY: tsan-tools
tsan-tools: packages
	@tools/install test proof

proof: packages
	@tools/install test proof
	@FUZZ_SECONDS=$(FUZZ_SECONDS) JOBS=$(JOBS) tools/proof

bench: build/release/build.ninja
	ninja -C build/release -j $(JOBS) adem bench
	@bench/run build/release

clean:
	rm -rf build
