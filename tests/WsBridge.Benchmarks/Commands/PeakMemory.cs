using System.Diagnostics;

namespace WsBridge.Benchmarks.Commands;

/// <summary>How much memory a process has had, looked at again and again: the last look before its end counts.</summary>
internal sealed class PeakMemory(Process process)
{
    /// <summary>The most so far, in octets.</summary>
    public long Octets { get; private set; }

    /// <summary>Looks once.</summary>
    public void Look()
    {
        try
        {
            process.Refresh();
            Octets = Math.Max(Octets, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has ended; asking first whether it has would leave it the time to end in between.
        }
    }
}
