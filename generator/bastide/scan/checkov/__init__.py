"""checkov, pinned and run in process: hardened against its wrong results, accelerated, silent and offline.

Only `engine` and `report` may be imported by the rest of the package: the other modules import checkov itself,
which takes seconds, and are loaded by `engine` inside a sealed environment.
"""
