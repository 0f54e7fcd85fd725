"""Many stories: what a run is to tell, who tells it, and what became of every story."""
