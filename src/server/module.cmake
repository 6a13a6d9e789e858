# The OpenAPI document is embedded in the program, by an object library of its own: C++ warning flags are none for an assembler.
file(GLOB openapi_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/server/assets/openapi/*.json)
list(TRANSFORM openapi_files REPLACE "(.+)" "  .incbin \"\\1\"\n" OUTPUT_VARIABLE openapi_lines)
list(JOIN openapi_lines "  .ascii \",\"\n" THETA_OPENAPI_PARTS)
set(server_assembly ${CMAKE_BINARY_DIR}/generated/server_assets.S)
configure_file(${CMAKE_SOURCE_DIR}/src/server/assets.S.in ${server_assembly} @ONLY)
set_source_files_properties(${server_assembly} PROPERTIES OBJECT_DEPENDS "${openapi_files}")
add_library(theta_server_assets OBJECT ${server_assembly})
target_sources(theta_server PRIVATE $<TARGET_OBJECTS:theta_server_assets>)
