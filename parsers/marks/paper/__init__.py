"""Words that tell what a paper is and holds of itself: its head, period, areas, meetings, what it rests on."""
