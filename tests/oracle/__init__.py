"""A second opinion on every date and status: computed from the law's text alone, sharing no code with ecoclaim."""
