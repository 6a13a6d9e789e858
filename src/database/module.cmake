# SOCI keeps the type information of its classes to itself, which the check of objects' types would need.
if(THETA_SANITIZE MATCHES undefined)
  target_compile_options(theta_database PRIVATE -fno-sanitize=vptr)
endif()
