#!/bin/sh
# Install Debian's Chromium and a font with Chinese characters, where they are missing.
set -eu

have_chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }
# This font and no other: the tests embed it in PDF pages, which not every Chinese font allows.
have_font() { command -v fc-list >/dev/null 2>&1 && fc-list | grep -q wqy-microhei; }

wanted=""
have_chromium || wanted="chromium"
have_font || wanted="$wanted fontconfig fonts-wqy-microhei"
if [ -z "$wanted" ]; then
    echo "==> browser: Chromium and a Chinese font are there"
    exit 0
fi

echo "==> browser: installing $wanted"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
    echo "browser: cannot install here (needs apt-get, and root or sudo); install by hand: $wanted" >&2
    exit 2
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted
