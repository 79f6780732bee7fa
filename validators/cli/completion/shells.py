"""The command `completion`: what a shell runs to complete the command line, and the answers that it then asks for."""

import argparse
from collections.abc import Mapping

from validators.cli.completion.candidates import Candidate, candidates
from validators.cli.session import CLEAN
from validators.text.messages import Language

SCRIPTS: Mapping[str, str] = {
    "bash": """\
_nizom() {
    local found
    COMPREPLY=()
    while IFS=$'\\t' read -r found _; do
        COMPREPLY+=("$found")
    done < <("${COMP_WORDS[0]}" completion bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == *[=.] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -o default -F _nizom nizom
""",
    "zsh": """\
#compdef nizom
_nizom() {
    local -a found
    found=("${(@f)$("${words[1]}" completion zsh "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ! $#found )); then
        _files
    elif [[ $found[1] == *[=.]:* ]]; then
        _describe nizom found -S ''
    else
        _describe nizom found
    fi
}
compdef _nizom nizom
""",
    "fish": """\
complete -c nizom -n 'not __fish_seen_subcommand_from check fix' -f
complete -c nizom -a '(nizom completion fish (commandline -cp) 2>/dev/null)'
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName nizom -ScriptBlock {
    param($word, $command, $cursor)
    $line = $command.ToString().PadRight($cursor).Substring(0, $cursor)
    nizom completion powershell $line 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
}
""",
}


def completion(options: argparse.Namespace, language: Language) -> int:
    """Print the script for a shell; or, where a command line as typed so far is given, what may come next in it.

    `options.parser` is that of the whole command.
    """
    if options.line is None:
        print(SCRIPTS[options.shell], end="")
        return CLEAN
    for found in candidates(options.parser, options.line, language):
        print(_for_zsh(found) if options.shell == "zsh" else f"{found.value}\t{found.about}".rstrip())
    return CLEAN


def _for_zsh(found: Candidate) -> str:
    """Return a candidate as `_describe` takes it: colons divide the value from what it is."""
    value = found.value.replace("\\", "\\\\").replace(":", "\\:")
    return f"{value}:{found.about}" if found.about else value
