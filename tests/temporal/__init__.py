"""Tests of the temporal tagger."""
