"""Framsteg: Supported Employment and IPS, run by several authorities together."""

__version__ = "0.1.0"
