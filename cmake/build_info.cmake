# Run by every build (cmake -P): writes OUTPUT from TEMPLATE with the commit and date of the sources, and touches it only
# when they changed. Outside a git checkout the commit is empty and the date that of the build.
find_package(Git QUIET)
set(commit "")
set(date "")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${SOURCE} log -1 --format=%h\ %cs --abbrev=12
    OUTPUT_VARIABLE head ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(head MATCHES "^([0-9a-f]+) ([0-9-]+)$")
    set(commit ${CMAKE_MATCH_1})
    set(date ${CMAKE_MATCH_2})
    execute_process(COMMAND ${GIT_EXECUTABLE} -C ${SOURCE} diff-index --quiet HEAD --
      RESULT_VARIABLE changed ERROR_QUIET OUTPUT_QUIET)
    if(NOT changed EQUAL 0)
      string(APPEND commit ", changed")
    endif()
  endif()
endif()
if(date STREQUAL "")
  string(TIMESTAMP date "%Y-%m-%d" UTC)
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
