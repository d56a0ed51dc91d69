"""Files that people give through the import page: kept for a while, asked about, read in the background."""
