using System.Diagnostics;
using WsBridge.Host;

namespace WsBridge.Cli.Tools;

/// <summary>Another program that this one waits for, and that does not go on without it.</summary>
/// <remarks>A process of .NET and not CliWrap, which puts pipes between a program and the terminal.</remarks>
internal static class ChildProgram
{
    /// <summary>Runs it on our standard streams.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="meanwhile">Done while it runs.</param>
    /// <returns>Its exit status.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static int Run(ProcessStartInfo start, Action? meanwhile = null)
    {
        using KillOnCloseJob? job = OperatingSystem.IsWindows() ? new KillOnCloseJob() : null;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        job?.Add(process);
        using var ending = new Termination(() => process.Kill(entireProcessTree: true), onInterrupt: false);
        Console.CancelKeyPress += LeaveToChild;
        try
        {
            meanwhile?.Invoke();
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            Console.CancelKeyPress -= LeaveToChild;
        }
    }

    // The child gets the interrupt too and ends in its own time.
    private static void LeaveToChild(object? sender, ConsoleCancelEventArgs pressed) => pressed.Cancel = true;
}
