"""What a resource graph says once its references are followed: the questions that rules ask."""
