"""Records and texts against gold: how well was read, and what confidences are worth."""
