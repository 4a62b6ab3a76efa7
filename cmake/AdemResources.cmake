# adem_resources(TARGET GLOBS...): puts files of the project into the binary under their path
# relative to the project's root, so that one file runs in a village hall with the cable out.
function(adem_resources TARGET)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${ARGN})
  list(SORT files)
  set(asm "/* generated */\n.section .rodata\n")
  set(table "// generated\n#include \"base/resources.h\"\n")
  set(rows "")
  set(index 0)
  set(deps "")
  foreach(file IN LISTS files)
    string(APPEND asm ".balign 8\n.global adem_res_${index}\nadem_res_${index}:\n"
      ".incbin \"${CMAKE_SOURCE_DIR}/${file}\"\n"
      ".global adem_res_${index}_end\nadem_res_${index}_end:\n.byte 0\n")
    string(APPEND table "extern \"C\" const char adem_res_${index}[], adem_res_${index}_end[];\n")
    string(APPEND rows "    {\"${file}\", adem_res_${index}, adem_res_${index}_end},\n")
    list(APPEND deps ${CMAKE_SOURCE_DIR}/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND asm ".section .note.GNU-stack,\"\",%progbits\n")
  string(APPEND table "namespace adem::detail {\nconst EmbeddedFile embedded_files[] = {\n${rows}};\n"
    "const unsigned long embedded_file_count = ${index};\n}\n")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/resources)
  file(CONFIGURE OUTPUT ${out}/resources.S CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT ${out}/resources_table.cpp CONTENT "${table}" @ONLY)
  set_source_files_properties(${out}/resources.S PROPERTIES OBJECT_DEPENDS "${deps}")
  set_source_files_properties(${out}/resources.S PROPERTIES COMPILE_OPTIONS "-Wno-error")
  target_sources(${TARGET} PRIVATE ${out}/resources.S ${out}/resources_table.cpp)
endfunction()
