#!/usr/bin/env bash
# Adds up what the layers of one image hold, without a container engine, and prints the table of
# ../fastapi-dockerfile.md:
#
#   sudo ./image-size.sh > image-size.txt
#
# The build: Debian 12 (debootstrap's smallest variant, without manuals, translations and package
# lists, as Docker's slim images are made), Debian's Python 3.11, the packages of
# image.requirements in a virtual environment without pip, and the code in ../code/app. A layer
# holds the files that are new or changed since the layer below it. Its size is that of the tar
# archive a registry would store, plain (what a host unpacks) and compressed (what a pull moves).
# Needs root, debootstrap, Debian's and Python's package registries, and about three minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf --one-file-system "$scratch"' EXIT
root=$scratch/root

slim() {
  rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/tmp/*
  for folder in doc man info locale lintian; do rm -rf "$root/usr/share/$folder"/*; done
}

debootstrap --variant=minbase bookworm "$root" >&2
slim
# What is measured first counts as new; afterwards only what is newer than this mark.
total_plain=0 total_packed=0 mark=
echo '| Layer | Unpacked, MB | Compressed, MB |'
echo '| --- | ---: | ---: |'
layer() {
  local newer=() plain packed
  if [[ -n $mark ]]; then newer=(-cnewer "$mark"); fi
  (cd "$root" && find . -xdev ! -type d ! -path './dev/*' "${newer[@]}" -print0) >"$scratch/files"
  tar --create --directory "$root" --null --no-recursion --files-from "$scratch/files" \
    --file "$scratch/layer.tar"
  plain=$(stat --format %s "$scratch/layer.tar")
  packed=$(gzip --stdout "$scratch/layer.tar" | wc -c)
  total_plain=$((total_plain + plain)) total_packed=$((total_packed + packed))
  row "$1" "$plain" "$packed"
  mark=$scratch/mark-$RANDOM
  touch "$mark"
}
row() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "| %s | %.1f | %.1f |\n", n, a / 1e6, b / 1e6 }'; }

layer 'Debian 12, smallest variant'

chroot "$root" apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends python3 >&2
slim
layer 'Python 3.11 from Debian'

site=/opt/venv/lib/python3.11/site-packages
chroot "$root" python3 -m venv --without-pip /opt/venv
python3 -m pip install --quiet --no-deps --target "$root$site" \
  --python-version 3.11 --only-binary :all: --requirement "$here/image.requirements" >&2
chroot "$root" python3 -m compileall -q "$site" >&2 || true
layer 'Virtual environment with the dependencies'

mkdir -p "$root/srv/app"
cp "$here"/../code/app/*.py "$root/srv/app/"
layer 'Our code'
row '**Together**' "$total_plain" "$total_packed"
