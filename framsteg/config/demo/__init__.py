"""The demonstration: five programmes, invented people, everything written through the actions."""
