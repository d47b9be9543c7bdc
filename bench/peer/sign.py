"""The same with c2pa-python: sign.py MANIFEST SETTINGS FILE|FOLDER OUTPUT-FOLDER"""

import json
import os
import sys

import c2pa

manifest, settings, target, output = sys.argv[1:]
with open(settings, encoding="utf-8") as file:
    context = c2pa.Context.from_json(file.read())
with open(manifest, encoding="utf-8") as file:
    definition = json.load(file)
with open(definition.pop("sign_cert"), "rb") as file:
    certificates = file.read()
with open(definition.pop("private_key"), "rb") as file:
    key = file.read()
algorithm = definition.pop("alg").encode()
os.makedirs(output, exist_ok=True)
files = [os.path.join(target, name) for name in os.listdir(target)] if os.path.isdir(target) else [target]
signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(algorithm, certificates, key, None))
for path in files:
    with c2pa.Builder(definition, context=context) as builder:
        builder.sign_file(path, os.path.join(output, os.path.basename(path)), signer)
