"""Floor 4: readers of what lies on disk, a format a module. Only the readers here open files."""
