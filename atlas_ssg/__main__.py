"""`python -m atlas_ssg` is the same as `atlas-ssg`."""

from atlas_ssg.cli.main import main

if __name__ == "__main__":
    main()
