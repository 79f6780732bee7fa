"""The extension for VS Code, and how it is packed."""
