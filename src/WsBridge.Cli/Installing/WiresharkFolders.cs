using CliWrap;
using CliWrap.Buffered;

namespace WsBridge.Cli.Installing;

/// <summary>The folders that one Wireshark looks into, as it names them itself (<c>tshark -G folders</c>).</summary>
/// <remarks>Before 4.2 it does not name the personal folder of capture sources, which then is <c>extcap</c> below the personal
/// configuration.</remarks>
internal sealed record WiresharkFolders
{
    /// <summary>Settings of this user; profiles are below.</summary>
    public required string PersonalConfiguration { get; init; }

    /// <summary>Settings that all users begin with.</summary>
    public required string GlobalConfiguration { get; init; }

    /// <summary>Lua plugins of this user.</summary>
    public required string PersonalLua { get; init; }

    /// <summary>Lua plugins of all users; null where it names none.</summary>
    public required string? GlobalLua { get; init; }

    /// <summary>Capture sources of this user.</summary>
    public required string PersonalExtcap { get; init; }

    /// <summary>Capture sources of all users; null where it names none.</summary>
    public required string? GlobalExtcap { get; init; }

    /// <summary>All folders whose Lua files it loads at its start, those below them too.</summary>
    public IEnumerable<string> LuaFolders =>
        ((string?[])[PersonalLua, Path.Combine(PersonalConfiguration, "plugins"), GlobalLua]).OfType<string>().Distinct();

    /// <summary>Asks a program of Wireshark.</summary>
    /// <param name="program">Path of tshark.</param>
    /// <param name="why">What it said instead; null when it told.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be run.</exception>
    public static WiresharkFolders? Of(string program, out string? why)
    {
        BufferedCommandResult result = CliWrap.Cli.Wrap(program).WithArguments(["-G", "folders"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync().GetAwaiter().GetResult();
        WiresharkFolders? folders = Parse(result.StandardOutput);
        why = folders is not null ? null : result.StandardError.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.Length > 0) ?? "it names no folders";
        return folders;
    }

    /// <summary>Reads what it printed; null when a folder that is needed is missing.</summary>
    public static WiresharkFolders? Parse(string text)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                named.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        if (!named.TryGetValue("Personal configuration", out string? configuration)
            || !named.TryGetValue("Personal Lua Plugins", out string? lua))
        {
            return null;
        }

        return new WiresharkFolders
        {
            PersonalConfiguration = configuration,
            GlobalConfiguration = named.GetValueOrDefault("Global configuration") ?? "",
            PersonalLua = lua,
            GlobalLua = named.GetValueOrDefault("Global Lua Plugins"),
            PersonalExtcap = named.GetValueOrDefault("Personal Extcap path") ?? Path.Combine(configuration, "extcap"),
            GlobalExtcap = named.GetValueOrDefault("Global Extcap path") ?? named.GetValueOrDefault("Extcap path"),
        };
    }
}
