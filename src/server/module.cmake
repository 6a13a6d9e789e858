# The OpenAPI document is embedded in the program, by an object library of its own: C++ warning flags are none for an assembler.
set(THETA_OPENAPI ${CMAKE_SOURCE_DIR}/src/server/assets/openapi.json)
set(server_assembly ${CMAKE_BINARY_DIR}/generated/server_assets.S)
configure_file(${CMAKE_SOURCE_DIR}/src/server/assets.S.in ${server_assembly} @ONLY)
set_source_files_properties(${server_assembly} PROPERTIES OBJECT_DEPENDS ${THETA_OPENAPI})
add_library(theta_server_assets OBJECT ${server_assembly})
target_sources(theta_server PRIVATE $<TARGET_OBJECTS:theta_server_assets>)
