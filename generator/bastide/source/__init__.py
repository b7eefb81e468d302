"""YAML text to values that remember where they stood; the only package that knows ruamel."""
