# What the server carries inside the program: the OpenAPI document, the page that shows it, and the web app where it has been
# built. In an object library of its own: C++ warning flags are none for an assembler.
set(THETA_SERVER_ASSETS ${CMAKE_SOURCE_DIR}/src/server/assets)
file(GLOB openapi_files CONFIGURE_DEPENDS ${THETA_SERVER_ASSETS}/openapi/*.json)
list(TRANSFORM openapi_files REPLACE "(.+)" "  .incbin \"\\1\"\n" OUTPUT_VARIABLE openapi_lines)
list(JOIN openapi_lines "  .ascii \",\"\n" THETA_OPENAPI_PARTS)
set(server_assembly ${CMAKE_BINARY_DIR}/generated/server_assets.S)
configure_file(${CMAKE_SOURCE_DIR}/src/server/assets.S.in ${server_assembly} @ONLY)
set_source_files_properties(${server_assembly} PROPERTIES OBJECT_DEPENDS "${openapi_files};${THETA_SERVER_ASSETS}/docs.html")

set(THETA_WEB_APP ${CMAKE_SOURCE_DIR}/build/web CACHE PATH "folder of the built web app (tools/build_web.sh)")
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS ${THETA_WEB_APP}/*)
set(web_assembly ${CMAKE_BINARY_DIR}/generated/web_app.S)
add_custom_command(OUTPUT ${web_assembly}
  COMMAND ${CMAKE_SOURCE_DIR}/tools/pack_web.py ${THETA_WEB_APP} ${web_assembly}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/pack_web.py ${web_files} VERBATIM)
set_source_files_properties(${web_assembly} PROPERTIES OBJECT_DEPENDS "${web_files}")

add_library(theta_server_assets OBJECT ${server_assembly} ${web_assembly})
target_sources(theta_server PRIVATE $<TARGET_OBJECTS:theta_server_assets>)
