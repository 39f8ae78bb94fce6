"""Illustrations, drawn when they are wanted: the repository holds no picture files."""
