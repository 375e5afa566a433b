#!/bin/sh
# Puts Jiaohao into /opt/jiaohao from this folder alone, without a network, and then asks what this machine is to be.
#   sudo sh install.sh [--unsigned] [ROLE …] [--answers FILE]      ROLE: hall kiosk caller display desk rating voice keypad
# 把本文件夹里的叫号装到 /opt/jiaohao，不需要网络，然后问这台设备用来做什么。
set -eu
umask 022  # the parts are not root, and read what root puts here
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" = 0 ] || { echo "sudo sh install.sh"; exit 2; }
. /etc/os-release
wheels="$here/wheels-${ID}${VERSION_ID%%.*}"
[ -d "$wheels" ] || { echo "No wheels here for $PRETTY_NAME 这个离线包里没有 $PRETTY_NAME 的安装文件"; exit 2; }

unsigned=
[ "${1:-}" != --unsigned ] || { unsigned=yes; shift; }

# One at a time; `jiaohao install`, which this becomes, knows its own number in the lock.
lock=/run/jiaohao-install.lock
exec 9>>"$lock"
flock -n 9 || { echo "Another installation is at work 另一个安装正在运行: $(cat "$lock")"; exit 1; }
echo "$$ install $(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$lock"

own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT

# Whole as it was made; and where the box knows a key, signed with it. The first bundle brings the key.
refuse() { echo "$1"; exit 1; }
key=/etc/jiaohao/update.pub
(cd "$here" && sha256sum --check --strict --quiet SHA256SUMS) >&2 ||
  refuse "This bundle is not whole: copy it again 离线包不完整，请重新拷贝"
stray=$({ printf 'SHA256SUMS\nSHA256SUMS.sig\n'; cut -c67- "$here/SHA256SUMS"; } >"$own/listed" &&
  cd "$here" && find . ! -type d | cut -c3- | grep -vxF -f "$own/listed" || true)
[ -z "$stray" ] || refuse "Not part of this bundle 不是离线包里的文件: $stray"
is_signed() {  # with one of the keys, which lie in the file one after the other
  awk -v to="$own/key" '/BEGIN PUBLIC KEY/ { n++ } n { print > (to n) }' "$key"
  for each in "$own"/key*; do
    openssl pkeyutl -verify -pubin -inkey "$each" -rawin -in "$here/SHA256SUMS" -sigfile "$here/SHA256SUMS.sig" \
      >/dev/null 2>&1 && return
  done
  return 1
}
if [ -e "$key" ] && [ -z "$unsigned" ]; then
  command -v openssl >/dev/null || refuse "apt-get install openssl, or --unsigned 请先安装 openssl，或用 --unsigned"
  is_signed || refuse "Not signed by whom this box knows ($key), see --unsigned 签名不是这台设备认识的"
fi

missing() {
  for package in $(cat "$1"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}
needed=$(missing "$here/packages.txt")
screen=$(missing "$here/packages-screen.txt")
debs="$here/debs-${ID}${VERSION_ID%%.*}"
export DEBIAN_FRONTEND=noninteractive
apt=$own/apt
mkdir "$apt"
carried=
if [ -n "$needed$screen" ] && [ -d "$debs" ]; then
  # Out of the bundle, which the sums above vouch for; what this machine knows of other archives stays as it is.
  ln -s "$debs" "$apt/debs"
  mkdir -p "$apt/lists/partial"
  echo "deb [trusted=yes] file:$apt/debs ./" >"$apt/sources.list"
  carried="-o Dir::Etc::SourceList=$apt/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$apt/lists"
  carried="$carried -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root"
  apt-get -qq $carried update
fi
install_packages() { apt-get -qq $carried install -y --no-install-recommends "$@" >/dev/null; }
[ -z "$needed" ] || install_packages $needed
[ -z "$screen" ] || install_packages $screen ||
  echo "A box with a screen needs: $screen 带屏幕的设备还需要：$screen"

version=$(ls "$wheels"/jiaohao-*.whl | head -1 | sed 's/.*jiaohao-\([^-]*\)-.*/\1/')
place=/opt/jiaohao.d/$version
if [ ! -e /opt/jiaohao ]; then
  rm -rf "$place"
  mkdir -p /opt/jiaohao.d
  /usr/bin/python3 -m venv "$place"
  "$place/bin/python" -m pip install --quiet --no-index --no-cache-dir --disable-pip-version-check \
    --find-links "$wheels" "jiaohao[hall,postgres,kiosk,caller,display,keypad]==$version"
  touch "$place/.whole"
  ln -s "$place" /opt/jiaohao
fi
ln -sf /opt/jiaohao/bin/jiaohao /usr/local/bin/jiaohao
if [ ! -e "$key" ] && [ -e "$here/update.pub" ]; then
  mkdir -p /etc/jiaohao
  install -m 644 "$here/update.pub" "$key"
  echo "Updates are taken from whoever has the key of $(sha256sum <"$key" | cut -c1-16) 今后只接受这把密钥签过名的升级"
fi
rm -rf "$own"
exec /opt/jiaohao/bin/jiaohao install "$@"
