"""A report as OSCAL: the catalog, what the code implements of it, the plan of the self-check, and its results."""
