#!/usr/bin/env bash
# Makes the base of the images without a registry: a Debian 12 by debootstrap, from the mirror that this machine's apt is set to.
#   deploy/images/make_base.sh NAME    the image localhost/NAME, for deploy/build_images.sh --base
# Needs root, debootstrap and buildah.
set -euo pipefail
name=$1
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
debootstrap --variant=minbase bookworm "$folder/root" "$mirror" > "$folder/log" || { tail -20 "$folder/log" >&2; exit 1; }

# Packages of the images come from where this machine's come, updates included.
root=$folder/root
rm -f "$root/etc/apt/sources.list"
cp -r /etc/apt/sources.list.d /etc/apt/sources.list "$root/etc/apt/" 2> /dev/null || true
# What a container has no use for; dpkg leaves it out from now on.
cat > "$root/etc/dpkg/dpkg.cfg.d/slim" << 'END'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/man/*
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/lintian/*
END
find "$root/usr/share/doc" -type f ! -name copyright -delete
rm -rf "$root"/usr/share/{man,info,locale,lintian}/* "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb \
  "$root"/var/lib/apt/lists/* "$root"/var/log/*.log
find "$root/usr/share/doc" -type d -empty -delete

container=$(buildah from scratch)
trap 'rm -rf "$folder"; buildah rm "$container" > /dev/null' EXIT
buildah add --quiet "$container" "$root" / > /dev/null
buildah config --cmd /bin/bash --env LANG=C.UTF-8 "$container"
buildah commit --quiet "$container" "localhost/$name" > /dev/null
echo "localhost/$name"
