using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WsBridge.Cli.Tools;

/// <summary>
/// A program that takes the place of this one: same process, same standard streams, same terminal. Every signal reaches it, its exit status
/// is the one that the caller sees, and nothing of ours waits beside it.
/// </summary>
/// <remarks>execve(2) and not CliWrap, which starts a program beside this one.</remarks>
[UnsupportedOSPlatform("windows")]
internal static partial class Successor
{
    private const int BrokenPipe = 13; // SIGPIPE, on Linux and macOS

    /// <summary>Becomes the program; returns only when that cannot be.</summary>
    /// <returns>What the system says against it.</returns>
    public static string Become(ProcessStartInfo start)
    {
        string path = Resolve(start.FileName, start.Environment.TryGetValue("PATH", out string? folders) ? folders : null);
        nint[] arguments = NullTerminated([start.FileName, .. start.ArgumentList]);
        nint[] environment = NullTerminated(
            [.. from variable in start.Environment where variable.Value is not null select $"{variable.Key}={variable.Value}"]);

        // .NET ignores it, and what is ignored stays so in the next program, which would write on into a pipe that nobody reads.
        nint before = signal(BrokenPipe, 0);
        _ = execve(path, arguments, environment);
        string problem = Marshal.GetLastPInvokeErrorMessage();

        _ = signal(BrokenPipe, before);
        foreach (nint text in (nint[])[.. arguments, .. environment])
        {
            Marshal.FreeCoTaskMem(text);
        }

        return problem;
    }

    private static string Resolve(string program, string? folders) => program.Contains('/', StringComparison.Ordinal)
        ? program
        : (folders ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists) ?? program;

    private static nint[] NullTerminated(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int execve(string path, nint[] arguments, nint[] environment);

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);
}
