"""The reader's room (floor 2): zones, reading texts, passages, documents, then recognition and dating.

Everything here is a pure function from values to values. A rule about texts is a row of a named table at
the head of its module; to teach the program a further habit of printers, add a row and a case under
``tests/cases``.
"""
