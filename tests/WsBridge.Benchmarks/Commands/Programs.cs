using WsBridge.Testing;

namespace WsBridge.Benchmarks.Commands;

/// <summary>The programs that are measured.</summary>
/// <param name="Tshark">tshark: WSBRIDGE_TSHARK, else the one on the PATH.</param>
/// <param name="Wsbridge">wsbridge: WSBRIDGE_PROGRAM, else the one that <c>./wsbridge</c> has built.</param>
internal sealed record Programs(string Tshark, string Wsbridge)
{
    private const string EmptyPostDissector = """
        local empty = Proto("empty", "Post-dissector that does nothing")
        function empty.dissector() end
        register_postdissector(empty)

        """;

    /// <summary>Looks for both.</summary>
    /// <exception cref="FileNotFoundException">wsbridge was not built.</exception>
    public static Programs Find()
    {
        string wsbridge = Environment.GetEnvironmentVariable("WSBRIDGE_PROGRAM") is { Length: > 0 } told
            ? told
            : Path.Combine(RepositoryPaths.Root, "artifacts", "wsbridge", "wsbridge");
        return File.Exists(wsbridge)
            ? new Programs(Environment.GetEnvironmentVariable("WSBRIDGE_TSHARK") is { Length: > 0 } tshark ? tshark : "tshark", wsbridge)
            : throw new FileNotFoundException($"{wsbridge} is not there: `./wsbridge --version` builds it.");
    }

    /// <summary>What is measured on a capture.</summary>
    public CommandSet On(string capture, string scratchFolder)
    {
        string empty = Path.Combine(scratchFolder, "empty.lua");
        File.WriteAllText(empty, EmptyPostDissector);
        return new CommandSet
        {
            Plain = new TimedCommand("tshark", Tshark, "-n", "-r", capture),
            Empty = new TimedCommand("tshark, empty post-dissector", Tshark, "-n", "-X", "lua_script:" + empty, "-r", capture),
            Bridge = new TimedCommand("wsbridge tshark", Wsbridge, "tshark", "-n", "-r", capture),
            Filter = new TimedCommand("tshark -Y 'wlan.rsn.pmkid.count > 1'", Tshark, "-n", "-r", capture, "-Y",
                "wlan.rsn.pmkid.count > 1"),
            Analyze = new TimedCommand("wsbridge analyze", Wsbridge, "analyze", capture),
        };
    }
}
