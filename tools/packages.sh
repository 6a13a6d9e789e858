#!/usr/bin/env bash
# The one list of Debian packages that THETA needs, by purpose.
#   tools/packages.sh install build test   installs what is missing of these lists, and nothing else
#   tools/packages.sh list build           prints a list
set -euo pipefail

packages_for() {
  case "$1" in
    # All that a CMake configuration looks for, the unit tests' libraries too.
    # python3-jieba and libopencc-dev are here for their tables; the build packs them, nothing runs them later.
    # poppler-utils and poppler-data are for the program itself: it reads PDF files with them.
    build) echo g++ cmake ninja-build pkg-config nlohmann-json3-dev libdnnl-dev libhwy-dev libicu-dev libstemmer-dev \
                libopencc-dev libfmt-dev libcli11-dev libssl-dev zlib1g-dev libxlsxwriter-dev libzip-dev libexpat1-dev \
                libseccomp-dev libtomlplusplus-dev libgtest-dev libgmock-dev python3 python3-jieba poppler-utils poppler-data \
                libboost-dev libsoci-dev libpq-dev libsqlite3-dev libhiredis-dev libsodium-dev libcurl4-openssl-dev ;;
    test) echo python3-numpy python3-scipy python3-gensim python3-sklearn python3-pandas python3-openpyxl python3-docx clang-format git zsh fish man-db mandoc \
               postgresql-15 redis-server nginx radosgw ceph-mon ceph-osd ceph-common curl openssl docker-compose chromium fonts-wqy-microhei ;;
    # npm fetches what the web app is made of, and the English sample; a host that has it already keeps its own.
    web) echo ca-certificates "$(command -v npm > /dev/null || echo npm)" ;;
    sample) echo fortunes-zh ca-certificates curl "$(command -v npm > /dev/null || echo npm)" ;;
    bench) echo python3-torch libopenblas0-openmp fasttext python3-sklearn python3-gensim python3-fastapi python3-uvicorn python3-uvloop \
                python3-httptools wrk ;;
    # What judges the package and builds images without a daemon; tests say so and leave it out where it is missing.
    deploy) echo dpkg-dev file lintian buildah debootstrap docker-compose ;;
    dev) echo clang-tidy ccache gcovr ;;
    *) echo "tools/packages.sh: no list \"$1\"; there are build, web, test, sample, bench, deploy, dev" >&2; return 2 ;;
  esac
}

missing_of() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || echo "$package"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Some packages bring a service that starts at once and at every boot. The tests start servers of their own, so a service
# that comes only because of us stays off. Where the machine has no policy about services yet, one (policy-rc.d(8)) holds
# them back while packages are installed; then they are switched off. PostgreSQL asks no policy: it is told to make no
# cluster (createcluster.conf), and gets its usual file afterwards.
policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.conf
held=()

hold_services() {
  trap 'release_services' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if [ ! -e "$policy" ]; then
    held+=(policy)
    as_root tee "$policy" > /dev/null <<< '#!/bin/sh
# of tools/packages.sh, for the time of an installation
case " $* " in *" redis-server"* | *" nginx"* | *" ceph"* | *" radosgw"* | *" rbdmap"*) exit 101 ;; esac'
    as_root chmod 755 "$policy"
  fi
  if [ ! -e "$clusters" ] && [ -n "$(missing_of postgresql-common)" ]; then
    held+=(clusters)
    as_root mkdir -p "$(dirname "$clusters")"
    echo 'create_main_cluster = false' | as_root tee "$clusters" > /dev/null
  fi
}

release_services() {
  local thing
  for thing in "${held[@]}"; do
    case "$thing" in
      policy) as_root rm -f "$policy" ;;
      clusters) as_root cp /usr/share/postgresql-common/createcluster.conf "$clusters" 2> /dev/null || as_root rm -f "$clusters" ;;
    esac
  done
  held=()
}

# switch_off PACKAGE...: no service of these, just installed, runs now or after the next boot.
switch_off() {
  local package
  for package in "$@"; do
    case "$package" in
      # Ceph's units start nothing without a cluster in /etc/ceph; at the next boot they would still be asked.
      radosgw | ceph-mon | ceph-osd)
        [ ! -d /run/systemd/system ] || as_root systemctl --quiet disable --now "ceph-${package#ceph-}.target" 2> /dev/null || true ;;
      redis-server | nginx)
        if [ -d /run/systemd/system ]; then as_root systemctl --quiet disable --now "$package"
        else as_root update-rc.d "$package" disable && as_root service "$package" stop > /dev/null || true; fi ;;
    esac
  done
}

install() {
  local wanted=() missing purpose
  for purpose in "$@"; do
    read -r -a list <<< "$(packages_for "$purpose")"
    wanted+=("${list[@]}")
  done
  mapfile -t missing < <(missing_of "${wanted[@]}")
  [ "${#missing[@]}" -gt 0 ] || return 0
  echo "Installing ${missing[*]}" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  hold_services
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends \
    --no-remove "${missing[@]}" > /dev/null
  release_services
  switch_off "${missing[@]}"
}

case "${1:-}" in
  install) shift; install "$@" ;;
  list) shift; for purpose in "$@"; do packages_for "$purpose"; done ;;
  *) sed -n '2,4p' "$0" | cut -c3-; exit 2 ;;
esac
