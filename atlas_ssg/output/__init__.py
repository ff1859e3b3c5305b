"""Stage 7: files in memory to a site on disk, all of it or none."""
