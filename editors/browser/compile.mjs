// node compile.mjs PYODIDE IN.zip OUT.zip …: every .py of a library compiled by the very Python that will import it, so that a
// browser need not do it at each start, without docstrings. The same library makes the same bytes.
import fs from "fs";
import { pathToFileURL } from "url";

const [home, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`));
// Which columns an expression took is left out too: it is a fifth of the bytes, and no message has it.
const python = await loadPyodide({ indexURL: `${home}/`, env: { HOME: "/", PYTHONNODEBUGRANGES: "1" } });
for (let at = 0; at < archives.length; at += 2) {
  python.FS.writeFile("/in.zip", fs.readFileSync(archives[at]));
  python.runPython(`
import hashlib, zipfile
from importlib import _bootstrap_external

def compiled(name, data):
    code = compile(data, f"/lib/{name}", "exec", dont_inherit=True, optimize=0 if "pyodide" in name else 2)
    return _bootstrap_external._code_to_hash_pyc(code, hashlib.sha256(data).digest()[:8], checked=False)

with zipfile.ZipFile("/in.zip") as source, zipfile.ZipFile("/out.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for name in sorted(name for name in source.namelist() if not name.endswith("/")):
        data = source.read(name)
        if name.endswith(".py"):
            name, data = f"{name}c", bytes(compiled(name, data))
        packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
`);
  fs.writeFileSync(archives[at + 1], python.FS.readFile("/out.zip"));
}
