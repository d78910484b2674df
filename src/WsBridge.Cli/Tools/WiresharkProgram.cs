using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Cli.Tools;

/// <summary>Finds and runs tshark and Wireshark.</summary>
internal static class WiresharkProgram
{
    /// <summary>Tells <c>serve</c> the profile of the Wireshark that starts it.</summary>
    public const string ProfileVariable = "WSBRIDGE_WIRESHARK_PROFILE";

    /// <summary>
    /// Tells <c>serve</c> the keys on the command line of the Wireshark that starts it. Others cannot see the environment of a process, as
    /// they can its command line.
    /// </summary>
    public const string KeyRowsVariable = "WSBRIDGE_WIRESHARK_KEYS";

    /// <summary>Tells the stub the schema that the plugins of this user make.</summary>
    public const string SchemaVariable = "WSBRIDGE_SCHEMA";

    /// <summary>Tells a stub that was installed to stand back: this one is loaded.</summary>
    public const string StubVariable = "WSBRIDGE_STUB";

    /// <summary>
    /// The program: where WSBRIDGE_TSHARK or WSBRIDGE_WIRESHARK says, on the PATH, or where its installer puts it; null when it is nowhere.
    /// </summary>
    public static string? Find(string program)
    {
        if (NameOf(program) is { Length: > 0 } told)
        {
            return told;
        }

        string file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries);
        string[] usual = OperatingSystem.IsWindows()
            ? [@"C:\Program Files\Wireshark"]
            : OperatingSystem.IsMacOS() ? ["/Applications/Wireshark.app/Contents/MacOS"]
            : [];
        return folders.Concat(usual).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    /// <summary>WSBRIDGE_TSHARK or WSBRIDGE_WIRESHARK names it.</summary>
    public static bool IsNamed(string program) => NameOf(program) is { Length: > 0 };

    /// <summary>Its version; null when it does not say.</summary>
    public static WiresharkVersion? VersionOf(string path)
    {
        BufferedCommandResult result = CliWrap.Cli.Wrap(path).WithArguments("--version").WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync().GetAwaiter().GetResult();
        return WiresharkVersion.Parse(result.StandardOutput);
    }

    /// <summary>
    /// Runs it in place of ourselves: same terminal, same standard streams, its exit status. Where the system can, it becomes this process.
    /// </summary>
    /// <param name="program">Its name.</param>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isLast">Nothing is to be done after it.</param>
    public static int Run(string program, string path, IReadOnlyList<string> arguments, bool isLast)
    {
        ProcessStartInfo start = StartOf(program, path, arguments);
        string why;
        try
        {
            using CaptureSources? sources = CaptureSources.For(program, path, arguments);
            sources?.Announce(start.Environment);
            if (!isLast || OperatingSystem.IsWindows())
            {
                return ChildProgram.Run(start, () => OtherUser.WarnOf(program, path));
            }

            using Companion? companion = Companion.IsNeeded(program, sources) ? Companion.Start(program, path, sources) : null;
            why = Successor.Become(start);
        }
        catch (Win32Exception error)
        {
            why = SystemMessage.Of(error);
        }

        StandardError.Say($"{path} cannot be run: {why}.");
        return ExitStatus.Usage;
    }

    private static ProcessStartInfo StartOf(string program, string path, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(path) { UseShellExecute = false };
        string[] stub = ["-X", "lua_script:" + Installation.Stub];
        bool isReport = arguments is [['-', 'G', ..], ..]; // tshark takes -G only as its first option
        foreach (string argument in (string[])(isReport ? [.. arguments, .. stub] : [.. stub, .. arguments]))
        {
            start.ArgumentList.Add(argument);
        }

        if (PluginSchema.Current(out string? problem) is { } schema)
        {
            start.Environment[SchemaVariable] = schema;
        }

        if (problem is not null)
        {
            StandardError.Say(problem);
        }

        WiresharkArguments told = WiresharkArguments.Read(arguments);
        start.Environment["WSBRIDGE_HOST"] = Installation.Program;
        start.Environment[StubVariable] = Installation.Stub;
        start.Environment[ProfileVariable] = told.Profile
            ?? (program == "wireshark" ? WiresharkProfile.LastUsedInWindow(WiresharkSystem.This) : null);
        start.Environment[KeyRowsVariable] = told.Rows;
        return start;
    }

    private static string? NameOf(string program) => Environment.GetEnvironmentVariable("WSBRIDGE_" + program.ToUpperInvariant());
}
