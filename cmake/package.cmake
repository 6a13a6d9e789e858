# The Debian package: cmake --build BUILD_FOLDER, then (cd BUILD_FOLDER && cpack). It holds what `cmake --install` puts
# into its places, and the service: units, settings, scripts. A plain installation leaves the service out.
set(packaging ${CMAKE_SOURCE_DIR}/deploy/debian)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/systemd/theta.service ${CMAKE_SOURCE_DIR}/deploy/systemd/theta-worker.service
  DESTINATION /lib/systemd/system COMPONENT service EXCLUDE_FROM_ALL)
install(FILES ${packaging}/theta.toml DESTINATION /etc/theta COMPONENT service EXCLUDE_FROM_ALL)
install(FILES ${packaging}/theta-extract.1 DESTINATION share/man/man1 COMPONENT service EXCLUDE_FROM_ALL)
install(FILES ${packaging}/copyright ${packaging}/changelog DESTINATION share/doc/theta COMPONENT service EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME theta)
set(CPACK_PACKAGE_VENDOR "THETA developers")
set(CPACK_COMPONENTS_ALL Unspecified service)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/package_pages.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "THETA developers <developers@theta.invalid>")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, poppler-utils, poppler-data")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, redis-server, nginx")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "topics of Chinese and English text collections
THETA turns a spreadsheet of texts into topics that can be checked, edited,
followed over time, cited and reused. One program reads the files, trains
embedded topic models, measures them, and serves a web app and an HTTP API.
.
Two systemd units are included, for a server and for a worker on its tasks;
neither starts by itself.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${packaging}/conffiles ${packaging}/postinst ${packaging}/prerm ${packaging}/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
