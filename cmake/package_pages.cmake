# Packs pages of the staged package, as Debian keeps them, without their date: the same pages give the same bytes.
set(staged ${CPACK_TEMPORARY_DIRECTORY}/ALL_COMPONENTS_IN_ONE)
file(GLOB pages ${staged}/usr/share/man/man1/*.1 ${staged}/usr/share/doc/theta/changelog)
if(NOT pages)
  message(FATAL_ERROR "No pages below ${staged}: the package would lack them")
endif()
execute_process(COMMAND gzip -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
