"""Where records lie: one small port, and what stands behind it."""
