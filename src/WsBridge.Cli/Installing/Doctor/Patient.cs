using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>A tshark that the doctor looks at.</summary>
/// <param name="Tshark">Where it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folders">Where it looks.</param>
internal sealed record Patient(string Tshark, WiresharkVersion Version, WiresharkFolders Folders)
{
    /// <summary>Variables that steer the stub of <c>wsbridge tshark</c>: a plain tshark is to be seen.</summary>
    private static readonly string[] OurVariables = [WiresharkProgram.StubVariable, WiresharkProgram.SchemaVariable, "WSBRIDGE_HOST"];

    /// <summary>Runs its tshark as a user would.</summary>
    public BufferedCommandResult Run(params string[] arguments) => Run(Tshark, arguments);

    /// <summary>Runs a program without what <c>wsbridge tshark</c> adds to the environment.</summary>
    /// <returns>What it wrote; where it cannot be run, why, with status -1.</returns>
    public static BufferedCommandResult Run(string program, string[] arguments)
    {
        try
        {
            return CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .WithEnvironmentVariables(OurVariables.ToDictionary(name => name, _ => (string?)null))
                .ExecuteBufferedAsync().GetAwaiter().GetResult();
        }
        catch (Win32Exception error)
        {
            return new BufferedCommandResult(-1, default, default, "", SystemMessage.Of(error));
        }
    }

    /// <summary>The first line that says something, without what a tshark always says.</summary>
    public static string FirstLine(string text) => text.Split('\n').Select(line => line.Trim())
        .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("Running as user", StringComparison.Ordinal)) ?? "it says nothing";
}
