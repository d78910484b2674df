using System.ComponentModel;
using System.Diagnostics;

namespace WsBridge.Extcap.Capturing;

/// <summary>What is started here and must not outlive the capture.</summary>
internal static class ChildProcess
{
    /// <summary>
    /// Ends it at once, and it alone: CliWrap would first look through all processes for its children, which takes longer than stopping
    /// may.
    /// </summary>
    public static void Kill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
