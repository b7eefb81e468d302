"""Finds and describes modules, profiles and blueprints."""
