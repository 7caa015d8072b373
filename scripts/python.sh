#!/bin/sh
# Runs its arguments with a Python that fits: 3.11, 3.12 or 3.13 with the venv module.
# Prints one clear sentence and stops when there is none.
set -eu

if [ -n "${PYTHON:-}" ]; then
    candidates=$PYTHON
else
    candidates="python3.11 python3.12 python3.13 python3 python"
fi

without_venv=""
for candidate in $candidates; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            exec "$candidate" "$@"
        fi
        without_venv=$candidate
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is not Python 3.11, 3.12 or 3.13 with the venv module: name another one." >&2
elif [ -n "$without_venv" ]; then
    echo "$without_venv cannot make virtual environments: install the package python3-venv, then try again." >&2
else
    found=$(python3 -c 'import platform; print("only Python " + platform.python_version())' 2>/dev/null || echo "no Python")
    echo "This program needs Python 3.11, 3.12 or 3.13, but $found was found: install one of them, then try again." >&2
fi
exit 1
