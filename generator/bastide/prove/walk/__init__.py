"""One packet, step by step: what each part of a network decides on its way there and back."""
