"""stub"""
from __future__ import annotations
def search_words(words): return {}
