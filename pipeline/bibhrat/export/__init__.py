"""Records → the forms of other systems, each saying what it could not carry.

`command` is `bibhrat export`; `formats` lists the forms, one module each, whose one
function takes a record and gives its lines and its losses; `run` passes a file through.
"""
