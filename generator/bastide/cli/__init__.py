"""Parse, call app, print, exit; the only package that knows typer."""
