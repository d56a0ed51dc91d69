"""`python -m turunkan` is the `turunkan` command."""

from turunkan.cli import main

if __name__ == "__main__":
    main()
