// The one place where Asio and Beast are compiled; elsewhere only their declarations are seen.
#include <utility>

#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
