#!/usr/bin/env bash
# Builds the images with buildah, without any daemon: deploy/build_images.sh [OPTION]... [backend|inference|training|web]...
#   --base IMAGE            Debian 12 that all are made of (deploy/images/make_base.sh makes one; default: debian:12-slim)
#   --training-base IMAGE   another one for training, such as one with CUDA's libraries
#   --tag TAG               of all images (default: local)
#   --ccache FOLDER         keeps compiled objects there, for the next time
#   --ca FILE               certificates that npm is to trust while building (default: those of the image)
# Without a name it builds all four, and then prints how large each is.
set -euo pipefail
cd "$(dirname "$0")/.."
base=debian:12-slim training_base="" tag=local ccache="" ca=""
names=()
while [ $# -gt 0 ]; do
  case "$1" in
    --base) base=$2; shift ;;
    --training-base) training_base=$2; shift ;;
    --tag) tag=$2; shift ;;
    --ccache) ccache=$2; shift ;;
    --ca) ca=$2; shift ;;
    backend | inference | training | web) names+=("$1") ;;
    *) sed -n '2,8p' "$0" | cut -c3- >&2; exit 2 ;;
  esac
  shift
done
[ "${#names[@]}" -gt 0 ] || names=(backend inference training web)

# Docker's format, because the other one has no health checks.
common=(bud --isolation chroot --format docker --layers --build-arg "BASE=$base"
  --label "org.opencontainers.image.revision=$(git rev-parse HEAD 2> /dev/null || echo unknown)")
for name in "${names[@]}"; do
  options=()
  if [ "$name" = web ]; then
    file=web
    [ -z "$ca" ] || options+=(--volume "$(realpath "$ca"):/etc/theta-ca.pem:ro" --build-arg NODE_EXTRA_CA_CERTS=/etc/theta-ca.pem)
  else
    file=theta
    options+=(--target "$name" --build-arg "TRAINING_BASE=${training_base:-$base}")
    if [ -n "$ccache" ]; then
      mkdir -p "$ccache"
      options+=(--volume "$(realpath "$ccache"):/ccache" --build-arg EXTRA_PACKAGES=ccache)
    fi
  fi
  buildah "${common[@]}" "${options[@]}" --tag "theta-$name:$tag" -f "deploy/images/$file.Dockerfile" . >&2
done
for name in "${names[@]}"; do
  bytes=$(buildah inspect --type image --format '{{.Docker.Size}}' "localhost/theta-$name:$tag" 2> /dev/null || echo 0)
  [ "$bytes" -gt 0 ] || bytes=$(buildah images --json "localhost/theta-$name:$tag" | sed -n 's/.*"size": "\(.*\)",\?/\1/p')
  echo "theta-$name:$tag $bytes"
done
