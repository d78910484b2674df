using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using WsBridge.Host.Pipes;

namespace WsBridge.Host;

/// <summary>Tells when whoever started <c>serve</c>, and reads its standard output, is gone.</summary>
public static class ClientWatch
{
    private const int StandardOutput = 1;

    // Whoever has read the announcement may close it and come all the same.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches as long as this process lives. On Windows nothing is told.</summary>
    /// <param name="gone">Cancelled half a second after the last reader of standard output has left.</param>
    public static void Start(CancellationTokenSource gone)
    {
        ArgumentNullException.ThrowIfNull(gone);

        if (OperatingSystem.IsWindows())
        {
            return;
        }

#pragma warning disable CA1416 // asked above
        new Thread(() => Watch(gone)) { IsBackground = true, Name = "client watch" }.Start();
#pragma warning restore CA1416
    }

    [UnsupportedOSPlatform("windows")]
    private static void Watch(CancellationTokenSource gone)
    {
        using var output = new SafeFileHandle(StandardOutput, ownsHandle: false);
        Posix.WaitForNoReader(output);
        Thread.Sleep(Grace);
        gone.Cancel();
    }
}
