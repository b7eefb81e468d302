"""One rule a module: what the proof of segmentation can find."""
