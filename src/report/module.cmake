# The page's style sheet and scripts are files of their own, joined and embedded at build time.
set(THETA_REPORT_ASSETS ${CMAKE_SOURCE_DIR}/src/report/assets)
set(report_scripts i18n.js model.js colors.js elements.js facts.js topic_list.js topic_map.js terms.js passages.js
  quality.js topic_table.js cite.js main.js)
list(TRANSFORM report_scripts PREPEND ${THETA_REPORT_ASSETS}/)
set(THETA_REPORT_SCRIPT ${CMAKE_BINARY_DIR}/generated/report.js)
add_custom_command(OUTPUT ${THETA_REPORT_SCRIPT} COMMAND cat ${report_scripts} > ${THETA_REPORT_SCRIPT}
  DEPENDS ${report_scripts} COMMENT "Joining the report's scripts" VERBATIM)

configure_file(${CMAKE_SOURCE_DIR}/src/report/assets.S.in ${CMAKE_BINARY_DIR}/generated/report_assets.S @ONLY)
set_source_files_properties(${CMAKE_BINARY_DIR}/generated/report_assets.S PROPERTIES OBJECT_DEPENDS
  "${THETA_REPORT_SCRIPT};${THETA_REPORT_ASSETS}/report.html;${THETA_REPORT_ASSETS}/report.css")
# An object library of its own, so that the C++ warning flags do not reach the assembler.
add_library(theta_report_assets OBJECT ${CMAKE_BINARY_DIR}/generated/report_assets.S ${THETA_REPORT_SCRIPT})
target_sources(theta_report PRIVATE $<TARGET_OBJECTS:theta_report_assets>)
