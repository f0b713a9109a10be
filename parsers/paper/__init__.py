"""What the paper as a whole is: its title, kind, period, areas, and what it tells of meetings, decisions and plans."""
