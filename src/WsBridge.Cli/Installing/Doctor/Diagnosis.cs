namespace WsBridge.Cli.Installing;

/// <summary>What the doctor says of one thing.</summary>
/// <param name="Check">Name of what was looked at: tshark, lua, stub, schema, protocol, findings, capture-sources, capture-rights,
/// columns.</param>
/// <param name="Status">ok, note (nothing is broken) or problem.</param>
/// <param name="Problem">A name for what is wrong, that does not change; null where nothing is.</param>
/// <param name="Text">The same as a sentence.</param>
/// <param name="Mend">What to do, as a sentence; null where nothing is to be done.</param>
/// <param name="Command">The command that does it, to be pasted as it is; on Windows a line for each of several. Null where it takes no
/// command, or another one on each system.</param>
internal sealed record Diagnosis(string Check, string Status, string? Problem, string Text, string? Mend, string? Command)
{
    public static Diagnosis Ok(string check, string text) => new(check, "ok", null, text, null, null);

    public static Diagnosis Note(string check, string problem, string text, string mend, string? command = null) =>
        new(check, "note", problem, text, mend, command);

    public static Diagnosis Trouble(string check, string problem, string text, string mend, string? command = null) =>
        new(check, "problem", problem, text, mend, command);
}
