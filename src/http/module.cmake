# Asio and Beast are compiled once, in boost_sources.cc; every file that includes them must see the same definitions.
target_compile_definitions(theta_http PRIVATE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
