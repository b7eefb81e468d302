"""What a tree protects with: its settings, paths and grants as comparable traits."""
