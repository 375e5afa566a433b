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

# Whole as it was made; and where the box knows a key, signed with it. The first bundle brings the key.
refuse() { echo "$1"; exit 1; }
key=/etc/jiaohao/update.pub
(cd "$here" && sha256sum --check --strict --quiet SHA256SUMS) >&2 ||
  refuse "This bundle is not whole: copy it again 离线包不完整，请重新拷贝"
for file in "$wheels"/*; do
  cut -c67- "$here/SHA256SUMS" | grep -qxF -- "${file#"$here"/}" ||
    refuse "Not part of this bundle 不是离线包里的文件: $file"
done
if [ -e "$key" ] && [ -z "$unsigned" ]; then
  command -v openssl >/dev/null || refuse "apt-get install openssl, or --unsigned 请先安装 openssl，或用 --unsigned"
  openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$here/SHA256SUMS" -sigfile "$here/SHA256SUMS.sig" \
    >/dev/null 2>&1 || refuse "Not signed by whom this box knows ($key), see --unsigned 签名不是这台设备认识的"
fi

missing() {
  for package in $(cat "$1"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}
debs="$here/debs-${ID}${VERSION_ID%%.*}"
needed=$(missing "$here/packages.txt")
if [ -n "$needed" ]; then
  if [ -d "$debs" ]; then dpkg -i "$debs"/*.deb; else apt-get install -y --no-install-recommends $needed; fi
fi
screen=$(missing "$here/packages-screen.txt")
if [ -n "$screen" ]; then
  apt-get install -y --no-install-recommends $screen ||
    echo "A box with a screen needs: $screen 带屏幕的设备还需要：$screen"
fi

version=$(ls "$wheels"/jiaohao-*.whl | head -1 | sed 's/.*jiaohao-\([^-]*\)-.*/\1/')
place=/opt/jiaohao.d/$version
if [ ! -e "$place/.whole" ]; then
  rm -rf "$place"
  mkdir -p /opt/jiaohao.d
  /usr/bin/python3 -m venv "$place"
  "$place/bin/python" -m pip install --quiet --no-index --no-cache-dir --disable-pip-version-check \
    --find-links "$wheels" "jiaohao[hall,postgres,kiosk,caller,display,keypad]==$version"
  touch "$place/.whole"
fi
[ -e /opt/jiaohao ] || ln -s "$place" /opt/jiaohao
ln -sf /opt/jiaohao/bin/jiaohao /usr/local/bin/jiaohao
if [ ! -e "$key" ] && [ -e "$here/update.pub" ]; then
  mkdir -p /etc/jiaohao
  install -m 644 "$here/update.pub" "$key"
  echo "Updates are taken from whoever has the key of $(sha256sum <"$key" | cut -c1-16) 今后只接受这把密钥签过名的升级"
fi
exec /opt/jiaohao/bin/jiaohao install "$@"
