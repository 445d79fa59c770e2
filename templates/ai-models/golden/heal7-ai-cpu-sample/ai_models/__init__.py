"""Scores how two people get on, by a model behind a batching queue."""
