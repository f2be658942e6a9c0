#!/usr/bin/env bash
# Make sure that the browser tests have a Chromium: use one that is there, else install Debian's where that is
# possible without asking anybody. Without one the browser tests are skipped, and this says so.
set -u

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: Chromium for the browser tests"
    log=$(mktemp)
    if { apt-get update -q && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends chromium; } >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi

echo "setup: no Chromium or Chrome here; the browser tests will be SKIPPED (apt-get install chromium)" >&2
exit 0
