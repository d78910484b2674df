using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Dot11;
using WsBridge.Pipeline.Slimming;

namespace WsBridge.Cli.Slimming;

/// <summary>
/// Writes a much smaller capture that has the same findings and attempts. It is analysed again, and gets more of the data where they
/// differ.
/// </summary>
internal sealed class CaptureSlimming(RepeatableInput input, IReadOnlyCollection<MacAddress> clients, PcapngCopyOptions options)
{
    private readonly RowDigest _whole = new(frame => frame, clients);

    /// <summary>Packets in the capture.</summary>
    public long PacketsRead { get; private set; }

    /// <summary>Octets of its packets.</summary>
    public long OctetsRead { get; private set; }

    /// <summary>Packets in the new one.</summary>
    public long PacketsWritten { get; private set; }

    /// <summary>Octets of its packets.</summary>
    public long OctetsWritten { get; private set; }

    /// <summary>How much of the data the new one has.</summary>
    public SlimExtent Extent { get; private set; }

    /// <summary>The new one has the same findings and attempts.</summary>
    public bool IsSame { get; private set; }

    /// <summary>What the capture has.</summary>
    public (int Findings, int Attempts) Rows => (_whole.Findings, _whole.Attempts);

    /// <summary>Blocks of decryption secrets in the capture.</summary>
    public int Secrets { get; private set; }

    /// <summary>Analyses what can be read.</summary>
    /// <param name="analysed">It is a capture, at least in part.</param>
    /// <returns>It was read to its end.</returns>
    public bool TryAnalyze(out bool analysed) => CaptureInput.TryAnalyze(input, _whole, out analysed);

    /// <summary>Writes the new capture.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(CopyOutput output)
    {
        foreach (SlimExtent extent in Enum.GetValues<SlimExtent>())
        {
            Extent = extent;
            List<long> numbers = Copy(output, Plan(extent));
            IsSame = Analyze(output, numbers).IsSameAs(_whole);
            if (IsSame)
            {
                return;
            }
        }
    }

    private SlimPlan Plan(SlimExtent extent)
    {
        var plan = new SlimPlan(_whole.Addresses, extent);
        var unwrapper = new Unwrapper(input.Decode);
        using CaptureReader reader = CaptureReader.Open(input.Open(), input.Name);
        (PacketsRead, OctetsRead) = (0, 0);
        while (reader.TryRead(out CaptureRecord record))
        {
            PacketsRead++;
            OctetsRead += record.Octets.Length;
            plan.See(record.Number, unwrapper.Unwrap(record), unwrapper.IsFragment);
        }

        input.Passed(reader.Problem?.ToString());
        plan.End();
        return plan;
    }

    /// <returns>The numbers that its packets have in the input.</returns>
    private List<long> Copy(CopyOutput output, SlimPlan plan)
    {
        var numbers = new List<long>();
        using CaptureReader reader = CaptureReader.Open(input.Open(), input.Name);
        using var copy = new PcapngCopy(reader, output.Write(), Application.Name, options);
        OctetsWritten = 0;
        while (copy.TryRead(out CaptureRecord record))
        {
            if (plan.LengthOf(record) is > 0 and int length)
            {
                copy.KeepStart(record, length);
                numbers.Add(record.Number);
                OctetsWritten += length;
            }
        }

        input.Passed(reader.Problem?.ToString());
        PacketsWritten = copy.Count;
        Secrets = copy.Secrets;
        return numbers;
    }

    private RowDigest Analyze(CopyOutput output, List<long> numbers)
    {
        var digest = new RowDigest(frame => numbers[(int)frame - 1], clients);
        using Stream stream = output.Read();
        string? problem = CaptureAnalysis.Run(stream, output.Shown, digest, decode: input.Decode);
        return problem is null ? digest : throw new IOException(problem); // it was just written whole
    }
}
