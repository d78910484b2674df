using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The programs under test. A test that cannot have one is ignored with the reason.</summary>
internal static class Programs
{
    private static readonly Lazy<string?> LoadsNoLua = new(ProbeLua);

    /// <summary>The built wsbridge.</summary>
    public static string WsBridge
    {
        get
        {
            string path = Environment.GetEnvironmentVariable("WSBRIDGE_PROGRAM") is { Length: > 0 } told
                ? told
                : Path.Combine(RepositoryPaths.Root, "artifacts", "wsbridge", OperatingSystem.IsWindows() ? "wsbridge.exe" : "wsbridge");
            if (!File.Exists(path))
            {
                Assert.Ignore($"There is no {path}: run ./wsbridge once, it builds it.");
            }

            return path;
        }
    }

    /// <summary>The Lua stub that belongs to it.</summary>
    public static string Stub => Path.Combine(Path.GetDirectoryName(WsBridge)!, "lua", "wsbridge.lua");

    /// <summary>The schema that belongs to it.</summary>
    public static string Schema => Path.Combine(Path.GetDirectoryName(WsBridge)!, "lua", "wsbridge_schema.lua");

    /// <summary>A tshark that runs Lua scripts.</summary>
    public static string Tshark
    {
        get
        {
            if (LoadsNoLua.Value is { } reason)
            {
                Assert.Ignore(reason);
            }

            return FindTshark()!;
        }
    }

    /// <summary>A tshark, whether or not it runs Lua scripts; null when there is none.</summary>
    public static string? FindTshark()
    {
        if (Environment.GetEnvironmentVariable("WSBRIDGE_TSHARK") is { Length: > 0 } told)
        {
            return told;
        }

        return InPath(OperatingSystem.IsWindows() ? "tshark.exe" : "tshark");
    }

    /// <summary>The test is left out where this program is not.</summary>
    public static void Need(string program, string package)
    {
        if (InPath(program) is null)
        {
            Assert.Ignore($"There is no {program} (Debian: {package}).");
        }
    }

    private static string? InPath(string file) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static string? ProbeLua()
    {
        if (OperatingSystem.IsWindows())
        {
            return "These tests use sh and /proc.";
        }

        if (FindTshark() is not { } tshark)
        {
            return "There is no tshark on the PATH, and WSBRIDGE_TSHARK names none.";
        }

        using var work = new Workplace();
        string script = work.Write("probe.lua", "print('lua is here')\n");
        string capture = work.Capture("probe.pcap", LinkTypes.Ethernet, [new byte[60]]);
        Output output = work.Run(tshark, ["-X", "lua_script:" + script, "-r", capture]).GetAwaiter().GetResult();
        return output.Text.Contains("lua is here", StringComparison.Ordinal)
            ? null
            : $"{tshark} loads no Lua script (4.4 and later do not when run as root): {output.Errors}";
    }
}
