target_compile_definitions(theta_base PUBLIC THETA_VERSION="${PROJECT_VERSION}")
