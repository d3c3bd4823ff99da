"""What bnlp-toolkit can do here, each by choice: a cleaner, a tokenizer, a tagger of names.

Needs the extra `bibhrat[bnlp]`. Nothing of it is imported before it is used, and nothing is
downloaded.
"""
