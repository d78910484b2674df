using System.Diagnostics;

namespace WsBridge.Benchmarks.Commands;

/// <summary>
/// What it takes this machine to hand a frame to another process and get an answer: the floor of whoever waits for each frame.
/// </summary>
internal static class RoundTrip
{
    private const int Octets = 700;
    private const int Times = 50_000;

    /// <summary>Seconds of one round trip through two pipes and <c>cat</c>.</summary>
    public static double Measure()
    {
        var start = new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("cat did not start.");
        Stream there = process.StandardInput.BaseStream;
        Stream back = process.StandardOutput.BaseStream;
        byte[] frame = new byte[Octets];
        Once();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Times; i++)
        {
            Once();
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds / Times;
        process.StandardInput.Close();
        process.WaitForExit();
        return seconds;

        void Once()
        {
            there.Write(frame);
            there.Flush();
            back.ReadExactly(frame);
        }
    }
}
