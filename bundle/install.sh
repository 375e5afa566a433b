#!/bin/sh
# Puts Jiaohao into /opt/jiaohao from this folder alone, without a network, and then asks what this machine is to be.
#   sudo sh install.sh [--unsigned] [ROLE …] [--answers FILE]      ROLE: hall kiosk caller display desk rating voice keypad
# 把本文件夹里的叫号装到 /opt/jiaohao，不需要网络，然后问这台设备用来做什么。
set -eu
umask 022  # the parts are not root, and read what root puts here

# Called in the last line: a script that was not copied to its end does nothing, and a stick may go while it runs.
main() {
  here=$(cd "$(dirname "$0")" && pwd)
  [ "$(id -u)" = 0 ] || { echo "sudo sh install.sh"; exit 2; }
  . /etc/os-release
  system=$ID${VERSION_ID:-}
  system=${system%%.*}
  machine=$(dpkg --print-architecture 2>/dev/null || uname -m)
  [ "$machine" = amd64 ] || system=$system-$machine
  wheels=$here/wheels-$system
  debs=$here/debs-$system
  [ -d "$wheels" ] || { echo "No wheels here for $PRETTY_NAME, $machine 这个离线包里没有 $PRETTY_NAME ($machine) 的安装文件"; exit 2; }
  [ "$machine" = amd64 ] ||
    echo "Nobody has tried Jiaohao on $machine yet: try all of it before a hall relies on it 叫号还没有在 $machine 上试过，请先完整试一遍再使用"
  unsigned=
  [ "${1:-}" != --unsigned ] || { unsigned=yes; shift; }
  one_at_a_time
  own=$(mktemp -d)
  place=
  trap 'rm -rf "$own"; [ -z "$place" ] || rm -rf "$place"' EXIT
  trap 'exit 130' INT HUP TERM
  echo "Reading the whole bundle … 正在检查离线包……"
  believe
  version=$(ls "$wheels"/jiaohao-*.whl | head -1 | sed 's/.*jiaohao-\([^-]*\)-.*/\1/')
  needed=$(missing "$here/packages.txt")
  screen=$(missing "$here/packages-screen.txt")
  if [ -x /opt/jiaohao/bin/jiaohao ]; then
    has_room "$(packages_kib)" 0
    add_packages
    tell_of_another_version
  elif [ -e /opt/jiaohao ]; then
    refuse "/opt/jiaohao is there and is no Jiaohao: move it away 已有 /opt/jiaohao，但不是叫号，请先移走"
  else
    has_room "$(packages_kib)" "$(program_kib)"
    add_packages
    make_program || give_up "The program could not be put into /opt 程序无法装到 /opt"
  fi
  ln -sf /opt/jiaohao/bin/jiaohao /usr/local/bin/jiaohao
  keep_key
  rm -rf "$own"
  exec /opt/jiaohao/bin/jiaohao install "$@"
}

refuse() { echo "$1"; exit 1; }

# `jiaohao install`, which this becomes, knows its own number in the lock.
one_at_a_time() {
  lock=/run/jiaohao-install.lock
  exec 9>>"$lock"
  flock -n 9 || refuse "Another installation is at work 另一个安装正在运行: $(cat "$lock")"
  echo "$$ install $(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$lock"
}

# Whole as it was made; and where the box knows a key, signed with it. The first bundle brings the key.
believe() {
  key=/etc/jiaohao/update.pub
  is_whole || refuse "This bundle is not whole: copy it again 离线包不完整，请重新拷贝"
  stray=$({ printf 'SHA256SUMS\nSHA256SUMS.sig\n'; cut -c67- "$here/SHA256SUMS"; } >"$own/listed" &&
    cd "$here" && find . ! -type d | cut -c3- | grep -vxF -f "$own/listed" || true)
  [ -z "$stray" ] || refuse "Not part of this bundle 不是离线包里的文件: $stray"
  if [ -e "$key" ] && [ -z "$unsigned" ]; then
    command -v openssl >/dev/null || refuse "apt-get install openssl, or --unsigned 请先安装 openssl，或用 --unsigned"
    is_signed || refuse "Not signed by whom this box knows ($key), see --unsigned 签名不是这台设备认识的"
  fi
}

is_whole() { (cd "$here" && sha256sum --check --strict --quiet SHA256SUMS) >&2; }

# With one of the keys, which lie in the file one after the other.
is_signed() {
  awk -v to="$own/key" '/BEGIN PUBLIC KEY/ { n++ } n { print > (to n) }' "$key"
  for each in "$own"/key*; do
    openssl pkeyutl -verify -pubin -inkey "$each" -rawin -in "$here/SHA256SUMS" -sigfile "$here/SHA256SUMS.sig" \
      >/dev/null 2>&1 && return
  done
  return 1
}

keep_key() {
  if [ ! -e "$key" ] && [ -e "$here/update.pub" ]; then
    mkdir -p /etc/jiaohao
    install -m 644 "$here/update.pub" "$key"
    echo "Updates are taken from whoever has the key of $(sha256sum <"$key" | cut -c1-16) 今后只接受这把密钥签过名的升级"
  fi
}

missing() {
  for package in $(cat "$1"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}

# What the packages that this machine lacks take on the disk; those in the bundle that it has already take nothing.
packages_kib() {
  [ -n "$needed$screen" ] && [ -d "$debs" ] || { echo 0; return; }
  dpkg-query -W -f '${Package}\n' >"$own/present"
  awk 'FNR == NR { present[$1]; next } $1 == "Package:" { name = $2 }
    $1 == "Installed-Size:" && !(name in present) { kib += $2 } END { print kib + 0 }' "$own/present" "$debs/Packages"
}

# As whoever made the bundle has counted it.
program_kib() { [ -e "$here/room.txt" ] || { echo 0; return; }; awk -v of="$system" '$1 == of { kib = $2 } END { print kib + 0 }' "$here/room.txt"; }

# Before anything is touched: $1 KiB beside Debian's own, $2 KiB in /opt, and some for the hall to work with.
has_room() {
  mkdir -p /opt
  spare=$((200 * 1024))
  if [ "$(df -Pk /usr | awk 'END { print $6 }')" = "$(df -Pk /opt | awk 'END { print $6 }')" ]; then
    room_at /opt $(($1 + $2 + spare))
  else
    room_at /usr $(($1 + spare))
    room_at /opt $(($2 + spare))
  fi
}

free_kib() { df -Pk "$1" | awk 'END { print $4 }'; }

room_at() {
  [ "$(free_kib "$1")" -ge "$2" ] ||
    refuse "Too little room on the disk of $1: $(($(free_kib "$1") / 1024)) MB are free, $(($2 / 1024)) MB are needed. Nothing was changed \
$1 所在磁盘空间不够：剩余 $(($(free_kib "$1") / 1024)) MB，需要 $(($2 / 1024)) MB。什么都没有改动"
}

# Out of the bundle, which its sums vouch for; what this machine knows of other archives stays as it is.
add_packages() {
  [ -n "$needed$screen" ] || return 0
  export DEBIAN_FRONTEND=noninteractive
  carried=
  if [ -d "$debs" ]; then
    apt=$own/apt
    mkdir -p "$apt/lists/partial"
    ln -s "$debs" "$apt/debs"
    echo "deb [trusted=yes] file:$apt/debs ./" >"$apt/sources.list"
    carried="-o Dir::Etc::SourceList=$apt/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$apt/lists"
    carried="$carried -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root"
    apt-get -qq $carried update || give_up "The packages in the bundle cannot be read 读不了离线包里的软件包"
  fi
  echo "Debian's packages … 正在装 Debian 软件包……"
  dpkg --configure -a >/dev/null 2>&1 || true  # what a power cut left half-way; apt says what is still wrong
  [ -z "$needed" ] || install_packages $needed || give_up "Debian's packages could not be installed Debian 软件包没有装好"
  [ -z "$screen" ] || install_packages $screen ||
    echo "A box with a screen needs: $screen 带屏幕的设备还需要：$screen"
}

install_packages() {
  apt-get -qq $carried install -y --fix-broken --no-install-recommends "$@" >"$own/said" 2>&1 || { tail -n 5 "$own/said"; return 1; }
}

# The link comes last, when all that it shows is on the disk; until then `place` is taken away with whoever leaves.
make_program() {
  echo "Jiaohao $version … 正在装叫号 $version……"
  place=/opt/jiaohao.d/$version
  rm -rf "$place" && mkdir -p /opt/jiaohao.d && /usr/bin/python3 -m venv "$place" &&
    "$place/bin/python" -m pip install --quiet --no-index --no-cache-dir --disable-pip-version-check \
      --find-links "$wheels" "jiaohao[hall,postgres,kiosk,caller,display,keypad]==$version" &&
    touch "$place/.whole" && sync -f "$place" &&
    ln -sfn "$place" /opt/.jiaohao.new && mv -T /opt/.jiaohao.new /opt/jiaohao || return 1
  place=
}

tell_of_another_version() {
  present=$(/opt/jiaohao/bin/jiaohao --version | cut -d' ' -f2)
  [ "$present" = "$version" ] ||
    echo "This machine has version $present, the bundle $version: sudo jiaohao update $wheels 本机是 $present，离线包是 $version，升级请用这条命令"
}

# Why, as far as it can be told, when something went wrong on the way; "$1" where it cannot.
give_up() {
  is_whole 2>/dev/null ||
    refuse "The bundle can no longer be read. Was the stick pulled out? Put it back and begin again 离线包读不到了。U 盘被拔出了吗？插好后重新开始"
  for at in /usr /opt; do
    [ "$(free_kib $at)" -ge 51200 ] || refuse "The disk of $at is full. Make room and begin again $at 所在磁盘已满，腾出空间后重新开始"
  done
  refuse "$1"
}

main "$@"
