#!/bin/sh
# A browser of the tests steps back behind the calls beside it. Playwright gives it a session of its own, and Linux weighs
# sessions against each other, so that a process's own niceness would change nothing.
echo 5 2>/dev/null >/proc/self/autogroup || true
exec "$TALKY_CHROMIUM" "$@"
