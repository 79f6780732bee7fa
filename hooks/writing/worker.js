// Python in a worker of its own, with the program's own checks in it. The page asks {id, ask, …} and is answered {id, answer} or
// {id, problem}; unasked it is told {share}, how much of the way is done, and, once, {ready}. Where Python itself falls, the worker
// throws: the page starts another.
//
// Nothing is loaded but the site's own files, and none needs a server that knows .mjs, .wasm or how to compress.

const began = performance.now();
const times = {};
const at = (name) => new URL(name, import.meta.url);
const mark = (step, share) => {
  times[step] = Math.round(performance.now() - began);
  postMessage({ share });
};

/** @param {string} name  Of a file next to this one. */
async function fetched(name) {
  const response = await fetch(at(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** @param {string} name  Of a file that was compressed when the site was built. */
async function unpacked(name) {
  return new Response((await fetched(name)).body.pipeThrough(new DecompressionStream("gzip")));
}

/** Import a module that was compressed when the site was built. @param {string} name */
async function unpackedModule(name) {
  const code = await (await unpacked(name)).arrayBuffer();
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Return the day in Tashkent. */
function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tashkent" }).format(new Date());
}

/** Load Pyodide from its files under their plain names in a folder. @param {string} folder */
async function python(folder) {
  const [{ loadPyodide }, { default: createPyodideModule }, versions] = await Promise.all([
    import(at(`${folder}pyodide.js`).href),
    unpackedModule(`${folder}pyodide-asm.js.gz`),
    fetched(`${folder}versions.json`).then((response) => response.json()),
  ]);
  const plain = self.fetch;
  self.fetch = async (address, options) => {
    if (!String(address.url || address).endsWith("pyodide.asm.wasm")) return plain(address, options);
    const wasm = await unpacked(`${folder}pyodide.wasm.gz`);
    return new Response(wasm.body, { headers: { "content-type": "application/wasm" } });
  };
  try {
    return await loadPyodide({
      createPyodideModule,
      indexURL: at(folder).href,
      stdLibURL: at(`${folder}stdlib.zip`).href,
      lockFileContents: { info: versions, packages: {} },
      env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
    });
  } finally {
    self.fetch = plain;
  }
}

async function start() {
  const files = await (await fetch(at("files.json"), { cache: "no-cache" })).json();
  const bytes = async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer());
  const needed = [
    bytes(`${files.python}libraries.zip`),
    bytes(`${files.python}pydantic_core.zip`),
    bytes(files["validators.zip"]),
    unpacked(files["records.json.gz"]).then((response) => response.text()),
  ];
  for (const one of needed) one.catch(() => {}); // reported where it is awaited
  const machine = await python(files.python);
  mark("python", 0.5);
  const [libraries, core, validators, records] = await Promise.all(needed);
  for (const archive of [libraries, core, validators]) machine.unpackArchive(archive, "zip", { extractDir: "/program" });
  mark("unpacked", 0.6);
  machine.runPython("import sys; sys.path.insert(0, '/program')");
  const { Asks } = machine.pyimport("validators.browser.asks");
  mark("program", 0.8);
  const asks = Asks(records, files.day ?? today());
  mark("records", 1);
  return asks;
}

const starting = start();
starting.then(
  () => postMessage({ ready: times }),
  (error) => setTimeout(() => { throw error; }),
);

onmessage = async ({ data }) => {
  const asks = await starting;
  try {
    postMessage(JSON.parse(asks.answer(JSON.stringify(data))));
  } catch (error) {
    setTimeout(() => { throw error; });
  }
};
