using System.Runtime.InteropServices;

namespace WsBridge.Host;

/// <summary>
/// Does something when a signal ends this process, which .NET does without a <c>finally</c>: files of ours go, children end.
/// </summary>
/// <remarks>SIGKILL asks nobody. What must not outlive even that has no name, or ends with a pipe.</remarks>
public sealed class Termination : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations;

    /// <param name="action">What is done; the process ends by the signal afterwards, whatever it does.</param>
    /// <param name="onInterrupt">Also at an interrupt from the terminal, which else is somebody else's to handle.</param>
    public Termination(Action action, bool onInterrupt = true)
    {
        ArgumentNullException.ThrowIfNull(action);

        PosixSignal[] signals = onInterrupt
            ? [PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT]
            : [PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, _ => Try(action)))];
    }

    /// <summary>It is not needed any more.</summary>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException
            or System.ComponentModel.Win32Exception)
        {
            // The process ends now; there is nothing better to do.
        }
    }
}
