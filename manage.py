#!/usr/bin/env python3
"""Django's command line. What an owner can mend is said in a sentence; `--traceback` shows where it came up."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    except (ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        said = str(error).strip()
        if isinstance(error, ImproperlyConfigured):
            sys.exit(f"The settings are wrong. {said}")
        sys.exit(f"The database refuses. {said}\nCheck DATABASE_URL, and that the server runs and `migrate` has run.")


if __name__ == "__main__":
    main()
