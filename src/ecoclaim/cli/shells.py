"""What bash, zsh and fish want for completion: a script each, where it lies, and how they take the words offered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ecoclaim.cli.candidates import Candidate
from ecoclaim.terminal import hides, quoted, visible

VARIABLE = "_ECOCLAIM_COMPLETE"
WORDS = "_ECOCLAIM_WORDS"

SCRIPTS: Mapping[str, str] = {
    "bash": f"""\
_ecoclaim_completion() {{
    local IFS=$'\\n'
    mapfile -t COMPREPLY < <({WORDS}="${{COMP_WORDS[*]:0:COMP_CWORD+1}}" {VARIABLE}=bash "$1" 2>/dev/null)
    [[ ${{COMPREPLY[0]}} == *= ]] && compopt -o nospace
}}
complete -o default -F _ecoclaim_completion ecoclaim
""",
    "zsh": f"""\
#compdef ecoclaim
_ecoclaim() {{
    local -a lines open_values open_shown values shown
    local line value
    lines=("${{(@f)$({WORDS}="${{(F)words[1,CURRENT]}}" {VARIABLE}=zsh "${{words[1]}}" 2>/dev/null)}}")
    for line in $lines; do
        value="${{line%%$'\\t'*}}"
        if [[ $value == *= ]]; then
            open_values+=("$value")
            open_shown+=("${{line//$'\\t'/  }}")
        else
            values+=("$value")
            shown+=("${{line//$'\\t'/  }}")
        fi
    done
    (( $#values + $#open_values )) || {{ _files; return }}
    (( $#values )) && compadd -l -d shown -a values
    (( $#open_values )) && compadd -S '' -l -d open_shown -a open_values
}}
if [[ ${{funcstack[1]}} == _ecoclaim ]]; then
    _ecoclaim "$@"
else
    (( $+functions[compdef] )) || {{ autoload -Uz compinit; compinit }}
    compdef _ecoclaim ecoclaim
fi
""",
    "fish": f"""\
function __ecoclaim_words
    set -lx {VARIABLE} fish
    set -l token (commandline -ct)
    set -lx {WORDS} (string join \\n -- (commandline -opc) | string collect)\\n"$token"
    ecoclaim 2>/dev/null; or __fish_complete_path (commandline -ct)
end
complete --command ecoclaim --no-files --arguments '(__ecoclaim_words)'
""",
}


def install(shell: str, environment: Mapping[str, str]) -> tuple[Path, Path | None]:
    """Put the script of a shell where it is found; gives its place, and the file that now reads it, where one must."""
    from ecoclaim.ledger.write import write_whole

    home = Path(environment.get("HOME") or Path.home())
    if shell == "fish":
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        return _kept(config / "fish" / "completions" / "ecoclaim.fish", SCRIPTS[shell]), None
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    script = _kept(data / "ecoclaim" / f"completion.{shell}", SCRIPTS[shell])
    settings = Path(environment.get("ZDOTDIR") or home) / ".zshrc" if shell == "zsh" else home / ".bashrc"
    line = f"source {quoted(script)}"
    old = settings.read_text("utf-8", "surrogateescape") if settings.is_file() else ""
    if line not in old.splitlines():
        before = old if old.endswith("\n") or not old else old + "\n"
        # A link, as many keep their settings, stays one.
        write_whole(settings.resolve(), f"{before}{line}\n".encode("utf-8", "surrogateescape"))
    return script, settings


def _kept(path: Path, script: str) -> Path:
    from ecoclaim.ledger.write import write_whole

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, script.encode())
    return path


def written(shell: str, words: Sequence[str], offered: Sequence[Candidate]) -> str:
    """Write the words as the shell's script takes them: a line each, with what they mean where it is shown."""
    lines = []
    # Other shells replace the whole word, bash what stands behind the equals sign.
    option, equals, _value = words[-1].partition("=") if words[-1].startswith("--") else ("", "", "")
    before = "" if shell == "bash" else option + equals if equals else ""
    for one in offered:
        if hides(one.value):
            # It could not be seen in the line that is typed.
            continue
        value, meaning = before + one.value, " ".join(visible(one.help).split())
        if shell == "bash":
            lines.append(_escaped(value, _open_quote(words[-1])))
        else:
            lines.append(f"{value}\t{meaning}" if meaning else value)
    return "\n".join(lines)


def _escaped(value: str, quote: str) -> str:
    """Write a value so that bash takes it as it is, behind the quote that is open there."""
    match quote:
        case "'":
            return value.replace("'", "'\\''")
        case "$'":
            return re.sub(r"([\\'])", r"\\\1", value)
        case '"':
            # An exclamation mark is obeyed in these quotes too, and a backslash before it stays.
            return re.sub(r'([\\"$`])', r"\\\1", value).replace("!", "\"'!'\"")
    return re.sub(r"([\s!-*;<>?\[-^`{-~])", r"\\\1", value)


def _open_quote(begun: str) -> str:
    """Tell which quote is open at the end of what was typed of a word; nothing where none is."""
    quote, before = "", ""
    for sign in begun:
        if before == "\\" and quote != "'":
            before = ""
            continue
        if not quote and sign in "'\"":
            quote = "$'" if sign == "'" and before == "$" else sign
        elif quote and sign == quote[-1]:
            quote = ""
        before = sign
    return quote
