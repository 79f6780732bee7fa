// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** Return the program that is set, or else the one in the environment of an open folder, or else the one on the PATH. */
function program() {
  const set = workspace.getConfiguration("nizom").get("command");
  const inside = process.platform === "win32" ? [".venv", "Scripts", "nizom.exe"] : [".venv", "bin", "nizom"];
  const own = (workspace.workspaceFolders ?? []).map((folder) => path.join(folder.uri.fsPath, ...inside));
  return set || own.find((file) => fs.existsSync(file)) || "nizom";
}

async function activate() {
  const command = program();
  client = new LanguageClient(
    "nizom",
    "Nizom",
    { command, args: ["lsp"] },
    { documentSelector: [{ scheme: "file", language: "markdown" }] },
  );
  try {
    await client.start();
  } catch {
    window.showErrorMessage(
      `Nizom ishga tushmadi: ${command}. Papkada “make setup” buyrug‘ini bajaring yoki nizom.command sozlamasida dastur yo‘lini ko‘rsating.`,
    );
  }
}

async function deactivate() {
  if (client?.isRunning()) await client.stop();
}

module.exports = { activate, deactivate };
