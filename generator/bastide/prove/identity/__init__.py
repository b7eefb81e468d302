"""Who may become whom, and who may read, write or destroy what: AWS policy logic, evaluated."""
