# adem_web(TARGET): builds the pages of web/ and puts them into the binary, each file also as gzip
# where that is smaller. Their names carry hashes, so what there is is only known after the build.
function(adem_web TARGET)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/public/*
    ${CMAKE_SOURCE_DIR}/web/*.html)
  list(FILTER sources EXCLUDE REGEX "/web/(node_modules|dist)/")
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/web)
  add_custom_command(
    OUTPUT ${out}/pack.S ${out}/pack_table.cpp
    COMMAND ${CMAKE_SOURCE_DIR}/tools/web build ${out}/dist
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/pack_web.cmake
    DEPENDS ${sources} ${web}/package.json ${web}/package-lock.json ${web}/vite.config.ts ${web}/build/worker.ts ${web}/svelte.config.js
      ${CMAKE_SOURCE_DIR}/tools/web ${CMAKE_SOURCE_DIR}/cmake/pack_web.cmake
    COMMENT "Pages of web/"
    VERBATIM)
  set_source_files_properties(${out}/pack.S PROPERTIES COMPILE_OPTIONS "-Wno-error")
  target_sources(${TARGET} PRIVATE ${out}/pack.S ${out}/pack_table.cpp)
endfunction()
