"""Pipeline files that hold a stack's scan before it is deployed: templates, and how they are filled."""
