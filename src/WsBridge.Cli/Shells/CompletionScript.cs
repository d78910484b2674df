namespace WsBridge.Cli.Shells;

/// <summary>
/// What makes a shell complete commands, options and their values: it asks the program itself, by the library's own directive, so that it
/// never
/// falls behind. Where the program knows nothing, file names are completed.
/// </summary>
internal static class CompletionScript
{
    /// <summary>The shells, by the names that the command takes.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["bash"] = """
            # wsbridge(1) completion                                   -*- shell-script -*-
            _wsbridge() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(wsbridge "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _wsbridge wsbridge
            """,
        ["zsh"] = """
            #compdef wsbridge
            _wsbridge() {
                local -a known
                known=("${(@f)$(wsbridge "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                [[ -n $known[1] ]] && compadd -- $known
                _files
            }
            if [[ $funcstack[1] = _wsbridge ]]; then _wsbridge "$@"; else compdef _wsbridge wsbridge; fi
            """,
        ["fish"] = """
            complete -c wsbridge -a '(wsbridge "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName wsbridge -ScriptBlock {
                param($word, $line, $position)
                wsbridge "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };
}
