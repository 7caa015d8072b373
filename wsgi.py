"""The door for production servers: `wsgi:app`."""

import sys

from app import create_app
from app.core.keys import KeyMissing

try:
    app = create_app()
except KeyMissing as error:
    # One clear sentence instead of a traceback: also for `flask doctor`.
    sys.exit(f'{error} See docs/operating.md, "Keys".')
