"""Clients of systems outside: one module each, with a verified fake. None is needed yet."""
