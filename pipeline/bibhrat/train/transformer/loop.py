"""The one training loop: AdamW, a rate that rises and falls, the best epoch on held-out data.

Chance is drawn anew from the seed in every epoch, so a run that was stopped and goes on ends
with the weights of one that was not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bibhrat.train.transformer import checkpoint
from bibhrat.train.transformer.checkpoint import Progress
from bibhrat.train.transformer.settings import Training
from bibhrat.transformer import libraries

_CLIP = 1.0  # greatest norm of a gradient
_UNDECAYED = ("bias", "LayerNorm.weight", "norm.weight")


@dataclass(frozen=True)
class Job:
    """What is trained.

    Attributes:
        name: for messages.
        model: of torch; it is changed.
        batches: of an epoch, by its number.
        loss: of a batch, as a tensor.
        measure: of the model on held-out data; more is better.
        identity: a hash of settings, data and encoder.
    """

    name: str
    model: Any
    batches: Callable[[int], Sequence[Any]]
    loss: Callable[[Any, Any], Any]
    measure: Callable[[Any], float]
    identity: str


def fit(
    job: Job, settings: Training, seed: int, folder: Path, report: Callable[[str], None]
) -> Progress:
    """Train until nothing is gained; the model ends with the weights of its best epoch.

    Args:
        job, settings, seed: what is trained, and how.
        folder: for the checkpoint; where one of the same job is there, it goes on from it.
        report: told of progress, a line at a time.
    """
    torch = libraries.torch()
    torch.use_deterministic_algorithms(True, warn_only=True)
    steps = len(job.batches(1)) * settings.epochs
    optimizer = _optimizer(job.model, settings)
    progress = Progress(job.identity)
    best = checkpoint.weights(job.model)
    if (found := checkpoint.load(folder, job.identity, job.model, optimizer)) is not None:
        progress, best = found
        report(f"{job.name}: goes on after epoch {progress.epoch}")
    while not progress.finished:
        epoch = progress.epoch + 1
        torch.manual_seed(seed * 10_007 + epoch)
        step, told = progress.step, 0.0
        job.model.train()
        batches = job.batches(epoch)
        for batch in batches:
            for group in optimizer.param_groups:
                group["lr"] = settings.rate * _share_of_rate(step, steps, settings.warmup)
            loss = job.loss(job.model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(job.model.parameters(), _CLIP)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, told = step + 1, told + float(loss.detach())
        job.model.eval()
        measure = job.measure(job.model)
        if measure > progress.best:
            best = checkpoint.weights(job.model)
            progress = replace(progress, best=measure, best_epoch=epoch)
        over = epoch >= settings.epochs or epoch - progress.best_epoch >= settings.patience
        progress = replace(progress, epoch=epoch, step=step, finished=over)
        checkpoint.save(folder, progress, job.model, optimizer, best)
        report(f"{job.name}: epoch {epoch}, loss {told / len(batches):.3f}, dev {measure:.4f}")
    job.model.load_state_dict(best)
    job.model.eval()
    return progress


def _optimizer(model: Any, settings: Training) -> Any:
    torch = libraries.torch()
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    plain = [p for name, p in named if name.endswith(_UNDECAYED)]
    decayed = [p for name, p in named if not name.endswith(_UNDECAYED)]
    groups = [
        {"params": decayed, "weight_decay": settings.decay},
        {"params": plain, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate)


def _share_of_rate(step: int, steps: int, warmup: float) -> float:
    """Rises in a line to 1 at the end of the warm-up, then falls in a line to nearly 0."""
    first = warmup * steps
    if step < first:
        return (step + 1) / (first + 1)
    return max(0.0, (steps - step) / max(1.0, steps - first))
