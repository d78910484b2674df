using System.Globalization;
using WsBridge.Analysis.Intake;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli;

/// <summary>
/// What a user should know of the octets of a capture: which were cut off, and where they say something else than the capture says of them.
/// </summary>
internal sealed class OctetNotes
{
    private long _packets;
    private long _cut;
    private int _longestCut;

    /// <summary>Every packet comes here.</summary>
    public void See(in CaptureRecord record)
    {
        _packets++;
        if (record.Octets.Length < record.OriginalLength && !IsHeaderOfData(record))
        {
            _cut++;
            _longestCut = Math.Max(_longestCut, record.Octets.Length);
        }
    }

    /// <summary>What there is to say, in sentences.</summary>
    public IEnumerable<string> Sentences(string name, FcsContradictions fcs, long cutUnannounced)
    {
        if (_cut > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {_cut:N0} of {_packets:N0} packets are cut off, to {_longestCut:N0} octets at most (the "
                + $"snapshot length of the capture). What was cut off cannot be judged. Capture whole frames.");
        }

        if (cutUnannounced > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Frames(cutUnannounced)} {Plural.Word(cutUnannounced, "ends", "end")} before "
                + $"{Plural.Word(cutUnannounced, "its", "their")} last element does, although the capture says that nothing was cut off. "
                + $"What is missing cannot be judged.");
        }

        if (fcs.Missing > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Frames(fcs.Missing)} without the FCS that the capture says is at the end: nothing is taken "
                + $"off.");
        }

        if (fcs.Unannounced > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Frames(fcs.Unannounced)} with an FCS at the end that the capture says is not there: it is "
                + $"taken off.");
        }

        if (fcs.WrongButGood > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Frames(fcs.WrongButGood)} with a wrong FCS, which the capture calls good: received with "
                + $"errors, left out.");
        }

        if (fcs.RightButBad > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Frames(fcs.RightButBad)} with a right FCS, which the capture calls bad: analysed like the "
                + $"others.");
        }
    }

    /// <summary>Of an encrypted data frame nothing but its header is read, as `wsbridge slim` knows.</summary>
    private static bool IsHeaderOfData(in CaptureRecord record)
    {
        const int header = 24, data = 0x08, type = 0x0C, protectedFrame = 0x40;
        int mac = record.ToFrame().MacHeaderAt;
        return mac >= 0 && record.Octets.Length >= mac + header && (record.Octets[mac] & type) == data
            && (record.Octets[mac + 1] & protectedFrame) != 0;
    }

    private static string Frames(long count) => Plural.Of(count, "frame");
}
