"""Evidence for the quality criteria, computed from the coaches' records and the team's data."""
