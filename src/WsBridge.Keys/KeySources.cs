namespace WsBridge.Keys;

/// <summary>Where keys are to be read from.</summary>
public sealed record KeySources
{
    /// <summary>Key files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Networks with their passphrases.</summary>
    public IReadOnlyList<PskText> Psks { get; init; } = [];

    /// <summary>Wireshark's <c>80211_keys</c>; null for none. It need not be there.</summary>
    public string? WiresharkTable { get; init; }

    /// <summary>Nobody asked for that table, it is used because it is Wireshark's: what is wrong in it is no news.</summary>
    public bool IsWiresharkTableImplied { get; init; }

    /// <summary>Rows that the command line of tshark or Wireshark adds to its table, one a line.</summary>
    public string? WiresharkRows { get; init; }

    /// <summary>Wired captures with RADIUS.</summary>
    public IReadOnlyList<string> RadiusCaptures { get; init; } = [];

    /// <summary>The file with the secret that RADIUS client and server share; needed with <see cref="RadiusCaptures"/>.</summary>
    public string? RadiusSecretFile { get; init; }

    /// <summary>What the environment names: WSBRIDGE_KEYS, WSBRIDGE_PSK, WSBRIDGE_RADIUS and WSBRIDGE_RADIUS_SECRET_FILE.</summary>
    /// <param name="variable">Environment variables.</param>
    public static KeySources FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);

        return new KeySources
        {
            Files = variable("WSBRIDGE_KEYS") is { Length: > 0 } file ? [file] : [],
            Psks = variable("WSBRIDGE_PSK") is { Length: > 0 } psk ? [new PskText(psk, "WSBRIDGE_PSK")] : [],
            RadiusCaptures = variable("WSBRIDGE_RADIUS") is { Length: > 0 } radius ? [radius] : [],
            RadiusSecretFile = variable("WSBRIDGE_RADIUS_SECRET_FILE") is { Length: > 0 } secret ? secret : null,
        };
    }

    /// <summary>Nothing is to be read.</summary>
    public bool IsEmpty =>
        Files.Count == 0 && Psks.Count == 0 && WiresharkTable is null && WiresharkRows is null && RadiusCaptures.Count == 0;
}
