"""Writes case-folding.json: str.casefold of every character, as runs.

python3.13 case-folding.py > case-folding.json
"""
import json, sys, unicodedata

runs, full, unassigned = [], {}, []
for code in range(0x110000):
    if unicodedata.category(chr(code)) == "Cn":
        if unassigned and unassigned[-1][1] == code - 1: unassigned[-1][1] = code
        else: unassigned.append([code, code])
    folded = chr(code).casefold()
    if len(folded) > 1: full[f"{code:x}"] = folded
    elif folded != chr(code):
        delta = ord(folded) - code
        last = runs[-1] if runs else None
        if last and last[3] == delta and (last[0] == last[1] and code - last[1] < 3 or code - last[1] == last[2]):
            last[1], last[2] = code, code - last[1]
        else: runs.append([code, code, 1, delta])

json.dump({
    "source": f"str.casefold of Python {sys.version.split()[0]}, Unicode {unicodedata.unidata_version}; case-folding.py",
    "runs": " ".join(f"{a:x},{b:x},{step},{delta}" for a, b, step, delta in runs),
    "full": full,
    "unassigned": " ".join(f"{a:x},{b:x}" for a, b in unassigned),
}, sys.stdout, indent=2)
print()
