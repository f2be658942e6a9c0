"""Floor 0: the frozen values that every other room speaks in.

A value knows nothing of its notations, of files, of the store or of the web: verbs live higher up.
To add a noun, write a frozen dataclass or a named tuple here, without inheritance, from the standard
library only.
"""
