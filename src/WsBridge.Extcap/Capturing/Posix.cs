using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.Extcap.Capturing;

/// <summary>What pipes need of libc and .NET does not offer.</summary>
internal static partial class Posix
{
    private const int InterruptedCall = 4; // EINTR
    private const short Invalid = 0x20; // POLLNVAL: closed by ourselves

    /// <summary>Waits until a pipe that is written to has no reader left.</summary>
    /// <returns>False when it was closed on this side.</returns>
    public static bool WaitForError(SafeFileHandle pipe)
    {
        var watched = new PollDescriptor { Descriptor = (int)pipe.DangerousGetHandle() }; // errors and hang-ups are told unasked
        int ready;
        do
        {
            ready = poll(ref watched, 1, -1);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);

        return ready > 0 && (watched.Returned & Invalid) == 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollDescriptor descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Returned;
    }
}
