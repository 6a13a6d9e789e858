# Compiler settings shared by every target, and one function that turns a folder of src/ into a
# static library plus one test program with the *_test.cc files that lie beside the sources.

add_library(theta_options INTERFACE)
target_include_directories(theta_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(theta_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wno-missing-field-initializers -fno-math-errno -ffp-contract=off)
if(THETA_SANITIZE)
  # SOCI keeps the type information of its classes to itself, which the check of objects' types would need.
  target_compile_options(theta_options INTERFACE
    -fsanitize=${THETA_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer -g1)
  target_link_options(theta_options INTERFACE -fsanitize=${THETA_SANITIZE})
endif()
if(THETA_COVERAGE)
  target_compile_options(theta_options INTERFACE --coverage)
  target_link_options(theta_options INTERFACE --coverage)
endif()

# theta_module(<folder> DEPENDS <targets...>): library theta_<folder> from src/<folder>.
function(theta_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  # *_reference.cc holds slow, readable restatements that only tests compare with.
  list(FILTER sources EXCLUDE REGEX "_(test|reference)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_(test|reference)\\.cc$")
  if(sources)
    add_library(theta_${name} STATIC ${sources})
    target_link_libraries(theta_${name} PUBLIC theta_options ${ARG_DEPENDS})
  else()
    add_library(theta_${name} INTERFACE)
    target_link_libraries(theta_${name} INTERFACE theta_options ${ARG_DEPENDS})
  endif()
  if(EXISTS ${folder}/module.cmake)
    include(${folder}/module.cmake)
  endif()
  if(THETA_BUILD_TESTS AND tests)
    theta_test(${name}_test LABEL unit SOURCES ${tests} DEPENDS theta_${name})
  endif()
endfunction()

# theta_test(<name> LABEL <label> SOURCES <files...> DEPENDS <targets...>): every gtest case becomes a CTest case.
function(theta_test name)
  cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE THETA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  include(GoogleTest)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 600)
endfunction()
