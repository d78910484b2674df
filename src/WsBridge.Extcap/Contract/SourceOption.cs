namespace WsBridge.Extcap.Contract;

/// <summary>An option of a capture source: in Wireshark's dialog, in its preferences and on the command line.</summary>
/// <param name="Call">The option on the command line, such as <c>--file</c>.</param>
/// <param name="Display">Its label in the dialog.</param>
/// <param name="Kind">How the dialog asks for it.</param>
public sealed record SourceOption(string Call, string Display, OptionKind Kind)
{
    /// <summary>A sentence shown under the pointer.</summary>
    public required string Tooltip { get; init; }

    /// <summary>The tab of the dialog.</summary>
    public required string Group { get; init; }

    /// <summary>The value when none is given.</summary>
    public string? Default { get; init; }

    /// <summary>Shown in the empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>A regular expression that the dialog holds the value against.</summary>
    public string? Validation { get; init; }

    /// <summary>The least and the greatest number.</summary>
    public (int Least, int Greatest)? Range { get; init; }

    /// <summary>The file must be there; otherwise it is one to be written.</summary>
    public bool MustExist { get; init; }

    /// <summary>Kinds of files that the dialog shows, as Qt writes them: <c>Captures (*.pcap *.pcapng)</c>.</summary>
    public string? FileExtensions { get; init; }

    /// <summary>The choices of a selector; those that depend on the machine come with a reload.</summary>
    public IReadOnlyList<OptionValue> Values { get; init; } = [];

    /// <summary>The dialog has a button that asks for the choices again.</summary>
    public bool HasReload { get; init; }
}
