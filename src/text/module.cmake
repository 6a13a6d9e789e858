# The Chinese dictionary of Debian's python3-jieba and the conversions of its OpenCC are packed at build time and
# embedded, with the stop lists.
set(THETA_JIEBA_FOLDER /usr/lib/python3/dist-packages/jieba CACHE PATH "Folder of python3-jieba's dict.txt and finalseg/")
foreach(file dict.txt finalseg/prob_start.py finalseg/prob_trans.py finalseg/prob_emit.py)
  if(NOT EXISTS ${THETA_JIEBA_FOLDER}/${file})
    message(FATAL_ERROR "${THETA_JIEBA_FOLDER}/${file} is missing: install the Debian package python3-jieba")
  endif()
  list(APPEND jieba_files ${THETA_JIEBA_FOLDER}/${file})
endforeach()

set(THETA_TEXT_DATA ${CMAKE_SOURCE_DIR}/src/text/data)
set(THETA_CHINESE_DICTIONARY ${CMAKE_BINARY_DIR}/generated/chinese_dictionary.bin)

add_executable(theta_pack_dictionary ${CMAKE_SOURCE_DIR}/tools/pack_dictionary/pack_dictionary.cc
  ${CMAKE_SOURCE_DIR}/tools/pack_dictionary/double_array.cc ${CMAKE_SOURCE_DIR}/tools/pack_dictionary/jieba_files.cc
  ${CMAKE_SOURCE_DIR}/src/text/utf8.cc)
target_include_directories(theta_pack_dictionary PRIVATE ${CMAKE_SOURCE_DIR}/tools)
target_link_libraries(theta_pack_dictionary PRIVATE theta_base)
add_custom_command(OUTPUT ${THETA_CHINESE_DICTIONARY}
  COMMAND theta_pack_dictionary ${THETA_JIEBA_FOLDER} ${THETA_CHINESE_DICTIONARY}
  DEPENDS theta_pack_dictionary ${jieba_files} COMMENT "Packing the Chinese dictionary" VERBATIM)

set(THETA_CHINESE_SCRIPTS ${CMAKE_BINARY_DIR}/generated/chinese_scripts.bin)
add_executable(theta_pack_scripts ${CMAKE_SOURCE_DIR}/tools/pack_scripts/pack_scripts.cc
  ${CMAKE_SOURCE_DIR}/tools/pack_dictionary/double_array.cc ${CMAKE_SOURCE_DIR}/src/text/utf8.cc)
target_include_directories(theta_pack_scripts PRIVATE ${CMAKE_SOURCE_DIR}/tools)
target_link_libraries(theta_pack_scripts PRIVATE theta_base PkgConfig::opencc)
add_custom_command(OUTPUT ${THETA_CHINESE_SCRIPTS} COMMAND theta_pack_scripts ${THETA_CHINESE_SCRIPTS}
  DEPENDS theta_pack_scripts COMMENT "Packing the conversions between Simplified and Traditional" VERBATIM)

configure_file(${CMAKE_SOURCE_DIR}/src/text/embedded_data.S.in ${CMAKE_BINARY_DIR}/generated/embedded_data.S @ONLY)
set_source_files_properties(${CMAKE_BINARY_DIR}/generated/embedded_data.S PROPERTIES
  OBJECT_DEPENDS "${THETA_CHINESE_DICTIONARY};${THETA_CHINESE_SCRIPTS};${THETA_TEXT_DATA}/stop_words_en.txt;${THETA_TEXT_DATA}/stop_words_zh.txt")
# An object library of its own, so that the C++ warning flags do not reach the assembler.
add_library(theta_text_data OBJECT ${CMAKE_BINARY_DIR}/generated/embedded_data.S ${THETA_CHINESE_DICTIONARY}
  ${THETA_CHINESE_SCRIPTS})
target_sources(theta_text PRIVATE $<TARGET_OBJECTS:theta_text_data>)

# Debian's own Python, because jieba is its package.
find_program(THETA_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(THETA_BUILD_TESTS AND THETA_PYTHON)
  add_executable(segment_lines ${CMAKE_SOURCE_DIR}/tests/parity/segment_lines.cc)
  target_link_libraries(segment_lines PRIVATE theta_text)
  foreach(name chinese_segmentation user_dictionary)
    string(REPLACE chinese_ "" script ${name})
    add_test(NAME parity.${name} COMMAND ${THETA_PYTHON}
      ${CMAKE_SOURCE_DIR}/tests/parity/${script}_parity.py $<TARGET_FILE:segment_lines>
      ${CMAKE_SOURCE_DIR}/../shared/data/zh_online_shopping_10_cats.csv.gz)
    set_tests_properties(parity.${name} PROPERTIES LABELS parity SKIP_RETURN_CODE 77 TIMEOUT 600)
  endforeach()
endif()
