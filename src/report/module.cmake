# The page's parts (assets/) are embedded in the program. The order of the scripts is the order in which they run.
set(THETA_REPORT_ASSETS ${CMAKE_SOURCE_DIR}/src/report/assets)
set(report_styles theme.css report.css charts.css time.css reading.css)
set(report_scripts data.js state.js i18n.js dom.js summary.js table.js map_labels.js map.js terms.js passages.js figure_menu.js time.js
  time_chart.js time_panels.js lives.js drift.js quality.js training.js edits.js settings.js methods.js main.js)

set(report_files ${THETA_REPORT_ASSETS}/report.html)
foreach(kind style script)
  string(TOUPPER THETA_REPORT_${kind}_LINES lines)
  foreach(file ${report_${kind}s})
    string(APPEND ${lines} "  .incbin \"${THETA_REPORT_ASSETS}/${file}\"\n")
    list(APPEND report_files ${THETA_REPORT_ASSETS}/${file})
  endforeach()
endforeach()

set(report_assembly ${CMAKE_BINARY_DIR}/generated/report_assets.S)
configure_file(${CMAKE_SOURCE_DIR}/src/report/assets.S.in ${report_assembly} @ONLY)
set_source_files_properties(${report_assembly} PROPERTIES OBJECT_DEPENDS "${report_files}")
# An object library of its own, so that the C++ warning flags do not reach the assembler.
add_library(theta_report_assets OBJECT ${report_assembly})
target_sources(theta_report PRIVATE $<TARGET_OBJECTS:theta_report_assets>)
