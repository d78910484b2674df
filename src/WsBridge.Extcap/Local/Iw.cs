using System.ComponentModel;
using System.Globalization;
using System.Text;
using CliWrap;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Local;

/// <summary>Asks and tells adapters by the programs iw and ip.</summary>
/// <param name="sudo">Run what changes something by sudo.</param>
/// <param name="folders">Where the programs are looked for after the PATH, on which users often have no /usr/sbin.</param>
internal sealed class Iw(bool sudo, string folders)
{
    private readonly string[] _sudo = sudo ? ["sudo", "-n"] : [];

    /// <summary>What there is to say of an interface; null when it is none of a radio, and then why.</summary>
    /// <exception cref="SourceProblemException">There is no iw.</exception>
    public InterfaceInfo? Describe(string adapter, CancellationToken stop, out string why)
    {
        ToolResult result = Run([Find("iw"), "dev", adapter, "info"], stop);
        why = result.Why;
        return result.IsGood ? InterfaceInfo.Parse(result.Output) : null;
    }

    /// <summary>What there is to say of a radio.</summary>
    public RadioInfo DescribeRadio(int radio, CancellationToken stop) =>
        RadioInfo.Parse(Run([Find("iw"), string.Create(CultureInfo.InvariantCulture, $"phy#{radio}"), "info"], stop).Output);

    /// <summary>The command that sets the type of an interface, which must be down.</summary>
    public string[] SetType(string adapter, string type) => [.. _sudo, Find("iw"), "dev", adapter, "set", "type", type];

    /// <summary>The command that sets the channel: a centre frequency in MHz, and what iw takes behind it.</summary>
    public string[] SetFrequency(string adapter, IReadOnlyList<string> channel) =>
        [.. _sudo, Find("iw"), "dev", adapter, "set", "freq", .. channel];

    /// <summary>The command that takes an interface up or down.</summary>
    public string[] SetLink(string adapter, bool up) => [.. _sudo, Find("ip"), "link", "set", "dev", adapter, up ? "up" : "down"];

    /// <summary>Runs a command to its end.</summary>
    public static ToolResult Run(IReadOnlyList<string> command, CancellationToken stop) => RunAsync(command, stop).GetAwaiter().GetResult();

    private string Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:{folders}".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new SourceProblemException($"Monitor mode and channels need {program}, which is not there; install it (Debian: apt-get "
            + $"install {(program == "ip" ? "iproute2" : program)}).");


    private static async Task<ToolResult> RunAsync(IReadOnlyList<string> command, CancellationToken stop)
    {
        var output = new StringBuilder();
        var errors = new StringBuilder();
        try
        {
            CommandTask<CommandResult> running = CliWrap.Cli.Wrap(command[0])
                .WithArguments(command.Skip(1))
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(CancellationToken.None);
            await using CancellationTokenRegistration ending = stop.Register(() => ChildProcess.Kill(running.ProcessId));
            CommandResult result = await running.ConfigureAwait(false);
            return new ToolResult(result.ExitCode, output.ToString(), errors.ToString());
        }
        catch (Win32Exception error)
        {
            throw new SourceProblemException($"{command[0]} cannot be run: {error.Message}. Install it, or leave out what needs it.",
                error);
        }
    }
}
