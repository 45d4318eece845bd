#!/bin/sh
# Brings the libraries that Qt needs from the system, and a font with Chinese characters.
# As root or with sudo it installs what is missing; otherwise it prints the command and goes on.
set -eu

missing=""
need_library() { # need_library SONAME PACKAGE
    if ! (ldconfig -p 2>/dev/null || /sbin/ldconfig -p) | grep -q "$1"; then missing="$missing $2"; fi
}
need_library libEGL.so.1 libegl1
need_library libGL.so.1 libgl1
need_library libxkbcommon.so.0 libxkbcommon0
need_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
need_library libdbus-1.so.3 libdbus-1-3
need_library libfontconfig.so.1 libfontconfig1
need_library libglib-2.0.so.0 libglib2.0-0
need_library libxcb-cursor.so.0 libxcb-cursor0
need_library libxcb-icccm.so.4 libxcb-icccm4
need_library libxcb-image.so.0 libxcb-image0
need_library libxcb-keysyms.so.1 libxcb-keysyms1
need_library libxcb-randr.so.0 libxcb-randr0
need_library libxcb-render-util.so.0 libxcb-render-util0
need_library libxcb-shape.so.0 libxcb-shape0
need_library libxcb-xinerama.so.0 libxcb-xinerama0
need_library libxcb-xkb.so.1 libxcb-xkb1
command -v fc-list >/dev/null 2>&1 || missing="$missing fontconfig"
if ! (fc-list :lang=zh-cn 2>/dev/null || true) | grep -q .; then missing="$missing fonts-noto-cjk"; fi
"${PYTHON:-python3}" -c 'import ensurepip, venv' >/dev/null 2>&1 || missing="$missing python3-venv"

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "These Debian packages (or what your system calls them) are missing:$missing" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root="sudo"
else
    echo "Please have an administrator run, then try again:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    exit 0
fi
echo "Installing from the system:$missing"
# shellcheck disable=SC2086
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
