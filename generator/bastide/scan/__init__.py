"""The judge: reads a tree and what was declared, and says what is wrong; the only package that knows checkov."""
