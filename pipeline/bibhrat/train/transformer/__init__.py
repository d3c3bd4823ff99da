"""Training of transformer encoders: pretraining a small one, fine-tuning any for the three tasks.

Needs the extra `bibhrat[transformers]`. Every step is deterministic for equal input on one
machine, and goes on from the last epoch that was finished.
"""
