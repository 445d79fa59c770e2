"""The image's HEALTHCHECK: exits 0 when this container's /health answers."""

import os
import urllib.request


def main() -> int:
    """Ask this container's own port."""
    url = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/health"
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return 0 if response.status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
