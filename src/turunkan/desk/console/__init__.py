"""Console: the pages of the desk; the only place that joins rooms on one screen."""
