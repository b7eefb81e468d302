"""One function for each verb, returning data; loads heavy packages only when used."""
