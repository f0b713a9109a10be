"""What stretches of a paper name: numbers, money, dates, offences, cues; found once, asked for by span and kind."""
