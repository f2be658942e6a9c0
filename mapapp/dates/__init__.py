"""Floor 1: what dates mean (EDTF, calendars) and where a text says them (expressions, context).

Everything here is pure: text and values go in, values come out. ``edtf`` reads and writes EDTF strings;
``calendars`` turns Julian days into Gregorian ones; ``expressions.find_dates`` finds the expressions of a
text, and ``context`` fills in the parts that a writer left to the reader.
"""
