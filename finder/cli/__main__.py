"""``python -m finder.cli`` is ``finder``."""

from finder.cli import main

if __name__ == "__main__":
    main()
