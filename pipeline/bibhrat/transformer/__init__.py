"""Fine-tuned transformer encoders for the three learned questions. Extra `bibhrat[transformers]`.

Is this an outage report, which stretches are names of services, which role does a service
play. Here is what reading needs; training is `bibhrat.train.transformer`. Nothing here
imports torch before a model is asked for.
"""
