"""The proof held against a kernel: the segmentation built from network namespaces, and real probes sent through it."""
