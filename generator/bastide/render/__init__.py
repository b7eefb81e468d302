"""Plan to files on disk; the only package that knows jinja2."""
