"""The self-assessment pack (自查包) that an assessor gets: sheets, matrices, annexes and checklists of one report."""
