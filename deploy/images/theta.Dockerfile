# The images that hold the program: --target backend, inference or training. Built from the root of the repository.
# All are Debian 12 with the package theta; BASE is any image of it. Nothing in them is written to at run time but
# /var/lib/theta, /models and /tmp, so that roots can be read-only.
ARG BASE=debian:12-slim
# Another Debian 12 for training, such as one with CUDA's libraries
ARG TRAINING_BASE=${BASE}

FROM ${BASE} AS build
# Such as ccache, whose folder the builder mounts at /ccache
ARG EXTRA_PACKAGES=""
WORKDIR /src
COPY tools/packages.sh tools/
RUN tools/packages.sh install build \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dpkg-dev file ${EXTRA_PACKAGES} > /dev/null
COPY . .
RUN export CCACHE_DIR=/ccache CCACHE_BASEDIR=/src CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=include_file_mtime,include_file_ctime,time_macros \
  && tools/build.sh release theta theta_pages && cd build/release && cpack -B /out && mv /out/theta_*.deb /out/theta.deb

FROM ${BASE} AS backend
RUN --mount=type=bind,from=build,source=/out,target=/out \
  groupadd --gid 10001 theta && useradd --uid 10001 --gid theta --home-dir /var/lib/theta --no-create-home --shell /usr/sbin/nologin theta \
  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /out/theta.deb ca-certificates curl > /dev/null \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt && install -d -o theta -g theta -m 0750 /var/lib/theta
USER 10001:10001
WORKDIR /var/lib/theta
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["curl", "-fsS", "-m", "4", "-o", "/dev/null", "http://127.0.0.1:8000/readyz"]
ENTRYPOINT ["/usr/bin/theta"]
CMD ["serve", "--data", "/var/lib/theta"]

# The program of a service on PAI-EAS; models are mounted at /models.
FROM ${BASE} AS inference
RUN --mount=type=bind,from=build,source=/out,target=/out \
  groupadd --gid 10001 theta && useradd --uid 10001 --gid theta --home-dir /models --no-create-home --shell /usr/sbin/nologin theta \
  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /out/theta.deb ca-certificates curl > /dev/null \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt && install -d -o theta -g theta -m 0750 /models
USER 10001:10001
WORKDIR /models
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["curl", "-fsS", "-m", "4", "-o", "/dev/null", "http://127.0.0.1:8000/healthz"]
CMD ["theta", "infer-server", "/models", "--host", "0.0.0.0", "--port", "8000"]

# The image of jobs on PAI-DLC, whose command (`theta job run ...`) comes with the job. A job has no port to ask for health: it
# ends, and its exit code tells.
FROM ${TRAINING_BASE} AS training
RUN --mount=type=bind,from=build,source=/out,target=/out \
  groupadd --gid 10001 theta && useradd --uid 10001 --gid theta --home-dir /tmp --no-create-home --shell /usr/sbin/nologin theta \
  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /out/theta.deb ca-certificates > /dev/null \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt
USER 10001:10001
WORKDIR /tmp
HEALTHCHECK NONE
CMD ["theta", "help", "job", "run"]
