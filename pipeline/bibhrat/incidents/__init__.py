"""Records of many articles → incidents: what is one outage, how its telling went on, what is best.

    incidents = Incidents(records)
    incidents.add(more)
    for incident in incidents.incidents(): ...

The result is a function of the set of records: their order and their batches do not matter.
"""

from bibhrat.incidents.model import SCHEMA, Incident, json_schema
from bibhrat.incidents.store import Incidents

__all__ = ["SCHEMA", "Incident", "Incidents", "json_schema"]
