"""The review site: pages that open from disk, each the same result seen from another side."""
