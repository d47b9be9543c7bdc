"""The same with c2pa-python: read.py SETTINGS FILE|FOLDER"""

import os
import sys

import c2pa

settings, target = sys.argv[1:]
with open(settings, encoding="utf-8") as file:
    context = c2pa.Context.from_json(file.read())
files = [os.path.join(target, name) for name in os.listdir(target)] if os.path.isdir(target) else [target]
for path in files:
    try:
        with c2pa.Reader(path, context=context) as reader:
            reader.json()
    except c2pa.C2paError:
        pass  # as in read.js
