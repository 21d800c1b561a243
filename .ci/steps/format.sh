#!/usr/bin/env bash
# What the analysed build does not hold of `dotnet format`: ends of lines and of files, and the order of directives.
set -euo pipefail
dotnet format whitespace . --folder --verify-no-changes
/usr/bin/python3 - <<'END'
import re
import subprocess
import sys

unordered = 0
for file in subprocess.check_output(["git", "ls-files", "*.cs"], text=True).split():
    with open(file, encoding="utf-8") as text:
        names = re.findall(r"^(?:global )?using ([\w.]+);$", text.read(), re.MULTILINE)
    if names != sorted(names, key=lambda name: (name.split(".")[0] != "System", name.lower().split("."))):
        print(f"{file}: the using directives are out of order")
        unordered += 1
sys.exit(unordered > 0)
END
