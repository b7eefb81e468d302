"""The HCL we write (safe literals, aligned) and read back (a parser with positions)."""
