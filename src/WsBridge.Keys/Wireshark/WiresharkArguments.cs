namespace WsBridge.Keys.Wireshark;

/// <summary>What the command line of tshark or Wireshark says of keys.</summary>
/// <param name="Profile">The profile that <c>-C</c> names; null when it names none.</param>
/// <param name="Rows">Rows that <c>-o uat:80211_keys:ROW</c> adds to the key table, one a line; null when there are none.</param>
public sealed record WiresharkArguments(string? Profile, string? Rows)
{
    private const string KeyTable = "uat:80211_keys:";

    /// <summary>Reads the arguments; whatever else they say is passed over.</summary>
    public static WiresharkArguments Read(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);

        string? profile = null;
        string? rows = null;
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            profile = ValueOf(arguments, i, "-C") ?? profile;
            if (ValueOf(arguments, i, "-o") is { } preference && preference.StartsWith(KeyTable, StringComparison.Ordinal))
            {
                rows += preference[KeyTable.Length..] + "\n";
            }
        }

        return new WiresharkArguments(profile, rows);
    }

    /// <summary>Says nothing of the rows, which hold keys.</summary>
    public override string ToString() => $"profile {Profile ?? "not named"}";

    private static string? ValueOf(IReadOnlyList<string> arguments, int index, string option) =>
        !arguments[index].StartsWith(option, StringComparison.Ordinal) ? null
        : arguments[index].Length > option.Length ? arguments[index][option.Length..]
        : index + 1 < arguments.Count ? arguments[index + 1]
        : null;
}
