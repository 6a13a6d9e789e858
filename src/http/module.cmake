# Asio and Beast are compiled once, in boost_sources.cc; every file that includes them must see the same definitions.
target_compile_definitions(theta_http PRIVATE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
if(THETA_SANITIZE MATCHES "thread")
  # The thread sanitizer does not know fences; Asio's are on top of its locks.
  target_compile_definitions(theta_http PRIVATE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
if(THETA_SANITIZE)
  # At -O1 g++ 12 sees Asio's own operator new of coroutine frames but not its operator delete, and takes them for a wrong pair.
  target_compile_options(theta_http PRIVATE -Wno-mismatched-new-delete)
endif()
