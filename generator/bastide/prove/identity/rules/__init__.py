"""One rule a module: what the proof of identity can find."""
