"""A run's records → its incidents: what `bibhrat incidents records.jsonl` gives, to the byte.

Made from all records anew: reading an earlier file of incidents takes as long as making it,
and what comes out is a function of the set of records, so that new inputs change the lines
of those incidents only that they touch.
"""

from pathlib import Path

from bibhrat.incidents import Incidents
from bibhrat.record import OutageRecord
from bibhrat.run.merge import INCIDENTS, RECORDS
from bibhrat.write import whole_file


def write_incidents(out: Path) -> int:
    """Write incidents.jsonl from the records.jsonl beside it; returns how many there are.

    Raises:
        StopError: it cannot be written; what was there before is still there.
    """
    with (out / RECORDS).open("rb") as stream:
        known = Incidents(OutageRecord.model_validate_json(line) for line in stream)
    found = known.incidents()
    with whole_file(str(out / INCIDENTS)) as lines:
        for incident in found:
            lines.write(incident.to_json())
    return len(found)
