# The image of the web app: Next's Node server, and the Node that runs it. Built from the root of the repository.
ARG BASE=debian:12-slim

FROM ${BASE} AS build
# Node takes what the system trusts, too.
ARG NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates npm > /dev/null
WORKDIR /src
COPY tools/build_web.sh tools/find_node.sh tools/
COPY src/server/assets/openapi src/server/assets/openapi
COPY src/http/static_files.h src/http/
COPY web web
COPY deploy/images/health.mjs /out/app/
RUN tools/build_web.sh --standalone && . tools/find_node.sh && find_node \
  && cp -r build/web_server/. /out/app && install -D "$(command -v node)" /out/bin/node

FROM ${BASE}
RUN groupadd --gid 10001 theta && useradd --uid 10001 --gid theta --home-dir /app --no-create-home --shell /usr/sbin/nologin theta
COPY --from=build /out/bin/node /usr/local/bin/node
COPY --from=build /out/app /app
USER 10001:10001
WORKDIR /app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["node", "/app/health.mjs"]
CMD ["node", "server.js"]
