"""Running a Pulumi program under its own SDK, with a recorder in the place of the engine."""
