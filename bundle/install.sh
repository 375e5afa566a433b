#!/bin/sh
# Puts Jiaohao into /opt/jiaohao from this folder alone, without a network, and then asks what this machine is to be.
#   sudo sh install.sh [ROLE …] [--answers FILE]      ROLE: hall kiosk caller display desk rating voice keypad
# 把本文件夹里的叫号装到 /opt/jiaohao，不需要网络，然后问这台设备用来做什么。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" = 0 ] || { echo "sudo sh install.sh"; exit 2; }
. /etc/os-release
wheels="$here/wheels-${ID}${VERSION_ID%%.*}"
[ -d "$wheels" ] || { echo "No wheels here for $PRETTY_NAME 这个离线包里没有 $PRETTY_NAME 的安装文件"; exit 2; }

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
exec /opt/jiaohao/bin/jiaohao install "$@"
