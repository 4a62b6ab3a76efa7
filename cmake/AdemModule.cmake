# adem_module(NAME [STORES] NEEDS <modules> LIBS <imported targets> TOGETHER <test suites>)
# A module is a static library of src/NAME/*.cpp; tests stand beside the code as *_test.cpp and
# become one executable, NAME_test. With STORES its tests run over the stores of tests/stores; those
# on PostgreSQL are one entry, NAME.postgresql, so that they share one server. Each suite named after
# TOGETHER is one entry too: its tests share what is long in the making.
include(GoogleTest)

function(adem_module NAME)
  cmake_parse_arguments(M "STORES" "" "NEEDS;LIBS;TOGETHER" ${ARGN})
  file(GLOB_RECURSE all CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}/*.cpp)
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(code ${all})
  list(FILTER code EXCLUDE REGEX "(_test|/main)\\.cpp$")
  list(TRANSFORM M_NEEDS PREPEND adem_ OUTPUT_VARIABLE needs)
  add_library(adem_${NAME} STATIC ${code})
  target_include_directories(adem_${NAME} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(adem_${NAME} PUBLIC ${needs} ${M_LIBS})
  if(NOT code)
    # A module that has only headers yet.
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${NAME}_empty.cpp CONTENT "")
    target_sources(adem_${NAME} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${NAME}_empty.cpp)
  endif()
  if(tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE adem_${NAME} GTest::gtest_main GTest::gmock rapidcheck)
    # The code under test is built as always; what calls it only has to compile quickly.
    target_compile_options(${NAME}_test PRIVATE -O1)
    target_include_directories(${NAME}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${NAME}_test PRIVATE
      ADEM_SHARED_DATA="${ADEM_SHARED_DATA}" ADEM_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
      ADEM_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set(apart "")
    foreach(suite IN LISTS M_TOGETHER)
      list(APPEND apart "${suite}.*")
      add_test(NAME ${NAME}.${suite} COMMAND ${NAME}_test "--gtest_filter=${suite}.*")
      set_tests_properties(${NAME}.${suite} PROPERTIES TIMEOUT 600)
    endforeach()
    if(M_STORES)
      target_link_libraries(${NAME}_test PRIVATE adem_test_stores)
      list(APPEND apart "*PostgreSql*")
      add_test(NAME ${NAME}.postgresql COMMAND ${NAME}_test --gtest_filter=*PostgreSql*)
      set_tests_properties(${NAME}.postgresql PROPERTIES TIMEOUT 600
        SKIP_REGULAR_EXPRESSION "PostgreSQL is not installed")
    endif()
    set(filter "")
    if(apart)
      list(JOIN apart ":" apart)
      set(filter TEST_FILTER "-${apart}")
    endif()
    gtest_discover_tests(${NAME}_test TEST_PREFIX ${NAME}. DISCOVERY_MODE PRE_TEST ${filter}
      DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
  endif()
endfunction()
